import { expect, it } from 'vitest';
import { median, pairedRatio, quantile, summarize } from './statistics.js';

it('finds medians and quantiles, between neighbours in proportion', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(quantile([10, 20, 30, 40, 50], 0.25)).toBe(20);
  expect(quantile([0, 1], 0.9)).toBeCloseTo(0.9);
  expect(median([])).toBeNaN();
});

it('summarizes the times of all rounds', () => {
  expect(summarize([[5, 1], [3], [2, 4]])).toEqual({
    median: 3,
    best: 1,
    lowerQuartile: 2,
    upperQuartile: 4,
    samples: 5,
  });
});

it('takes the ratio round by round, so that a slow round does not count', () => {
  expect(pairedRatio([[20, 22, 24], [200], [21]], [[11], [100], [10.5]])).toBe(2);
  expect(pairedRatio([[1], [2]], [[2]])).toBe(0.5);
  expect(pairedRatio([], [[1]])).toBeNaN();
});
