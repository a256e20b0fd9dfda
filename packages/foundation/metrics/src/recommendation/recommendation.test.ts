import { DataError, OptionError, ShapeError } from '@autoencoders/errors';
import { describe, expect, it } from 'vitest';
import {
  catalogCoverage,
  meanAbsoluteError,
  normalizedDiscountedCumulativeGain,
  recallAt,
  rootMeanSquaredError,
} from '../index.js';
import { rating, recommendations } from '../testing/detection-and-recommendation.js';

describe('has the values of scikit-learn', () => {
  it('errors of ratings', () => {
    const { predictions, ratings } = rating;
    expect(rootMeanSquaredError(predictions, ratings)).toBeCloseTo(rating.rootMeanSquaredError, 12);
    expect(meanAbsoluteError(predictions, ratings)).toBeCloseTo(rating.meanAbsoluteError, 12);
    expect(rootMeanSquaredError(Float32Array.of(1.5), Int8Array.of(2))).toBe(0.5);
  });

  it.each(recommendations)('the first $k', ({ k, recommended, relevant, ...expected }) => {
    expect(recallAt(recommended, relevant, k)).toBeCloseTo(expected.recall, 12);
    expect(normalizedDiscountedCumulativeGain(recommended, new Set(relevant), k)).toBeCloseTo(
      expected.normalizedDiscountedCumulativeGain,
      12,
    );
  });
});

it('the best list has 1, also where more items are relevant than places count', () => {
  const relevant = ['a', 'b', 'c', 'b'];
  for (const k of [1, 2, 3, 5]) {
    expect(recallAt(['c', 'a', 'b'], relevant, k)).toBe(1);
    expect(normalizedDiscountedCumulativeGain(['c', 'a', 'b'], relevant, k)).toBe(1);
  }
});

it('by hand, with typed arrays and a list that is too short', () => {
  const recommended = Int32Array.of(7, 1, 3);
  expect(recallAt(recommended, [3, 7, 8, 9], 10)).toBe(0.5);
  const ideal = 1 + 1 / Math.log2(3) + 1 / 2 + 1 / Math.log2(5);
  expect(normalizedDiscountedCumulativeGain(recommended, [3, 7, 8, 9], 10)).toBeCloseTo(1.5 / ideal, 12);
  expect(normalizedDiscountedCumulativeGain(recommended, [5], 3)).toBe(0);
});

it('coverage counts each item once', () => {
  expect(catalogCoverage([Int32Array.of(0, 1), Int32Array.of(1, 4), Int32Array.of()], 6)).toBe(0.5);
  expect(catalogCoverage(new Set([['a'], ['b']]), 2)).toBe(1);
});

it.each([recallAt, normalizedDiscountedCumulativeGain])('$name says what it cannot take', (figure) => {
  for (const k of [0, -1, 1.5, Number.NaN]) expect(() => figure([1], [1], k)).toThrow(OptionError);
  expect(() => figure([1], [], 1)).toThrow(DataError);
  expect(() => figure([1], [], 1)).toThrow(/no item is relevant/);
  expect(() => figure([4, 2, 4], [4], 3)).toThrow(DataError);
  expect(() => figure([4, 2, 4], [4], 3)).toThrow(/item 4 is recommended twice/);
});

it.each([
  ['rootMeanSquaredError', (a: number[], b: number[]) => rootMeanSquaredError(a, b)],
  ['meanAbsoluteError', meanAbsoluteError],
] as const)('%s says what it cannot take', (_, figure) => {
  expect(() => figure([], [])).toThrow(DataError);
  expect(() => figure([1], [1, 2])).toThrow(ShapeError);
  expect(() => figure([1], [1, 2])).toThrow(/1 predictions of 2 targets/);
  expect(() => figure([1, Number.NaN], [1, 2])).toThrow(/prediction 1 is NaN/);
  expect(() => figure([1, 2], [Number.POSITIVE_INFINITY, 2])).toThrow(DataError);
  expect(() => figure([1, 2], [Number.POSITIVE_INFINITY, 2])).toThrow(/target 0 is Infinity/);
});

it('coverage says what does not fit the catalog', () => {
  expect(() => catalogCoverage([], 3)).toThrow(DataError);
  expect(() => catalogCoverage([[1, 2]], 1)).toThrow(DataError);
  expect(() => catalogCoverage([[1, 2]], 1)).toThrow(/2 items of a catalog of 1/);
  expect(() => catalogCoverage([[1]], 0)).toThrow(OptionError);
});
