import { expect, test } from 'vitest';
import { scoreAxis, sharesAlong } from './score-axis.js';

test('a linear axis has round ticks, and places come back as scores', () => {
  const axis = scoreAxis([Float32Array.of(-1, 0.5), Float32Array.of(2)], false);
  expect(axis.logarithmic).toBe(false);
  expect(axis.ticks).toEqual([-1, 0, 1, 2]);
  for (const score of [-1, 0, 1.7, 2]) expect(axis.scoreAt(axis.place(score))).toBeCloseTo(score, 9);
  expect(axis.place(-1)).toBeGreaterThan(0);
  expect(axis.place(2)).toBeLessThan(1);
});

test('errors that are far apart have a logarithmic one', () => {
  const axis = scoreAxis([Float32Array.of(1, 100)], true);
  expect(axis.logarithmic).toBe(true);
  expect(axis.ticks).toEqual([1, 3, 10, 30, 100]);
  expect(axis.place(10)).toBeCloseTo(0.5, 6);
  expect(axis.scoreAt(0.5)).toBeCloseTo(10, 6);
  expect(scoreAxis([Float32Array.of(0, 100)], true).logarithmic).toBe(false);
  expect(scoreAxis([Float32Array.of(-1, 100)], false).logarithmic).toBe(false);
});

test('shares of all scores sum to one, equal and no scores too', () => {
  for (const scores of [Float32Array.of(3, 3, 3), Float32Array.from({ length: 99 }, (_, i) => i ** 2)]) {
    const axis = scoreAxis([scores], true);
    const shares = sharesAlong(scores, axis, 20);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  }
  expect(sharesAlong(new Float32Array(0), scoreAxis([], true), 4)).toEqual(new Float64Array(4));
});
