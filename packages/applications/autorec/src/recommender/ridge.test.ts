import { expectAllClose, testValues } from '@autoencoders/testing';
import { expect, it } from 'vitest';
import { ridge } from './ridge.js';

const slopeOf = (
  rows: readonly Float64Array[],
  targets: readonly number[],
  weights: Float64Array,
  prior: Float64Array,
  strength: number,
) =>
  weights.map((weight, i) =>
    rows.reduce(
      (sum, row, k) => sum + row[i]! * (row.reduce((dot, x, j) => dot + x * weights[j]!, 0) - targets[k]!),
      strength * (weight - prior[i]!),
    ),
  );

it.each([3, 12])('is where the gradient is 0, of %i rows and 6 weights', (count) => {
  const rows = Array.from({ length: count }, (_, k) => Float64Array.from(testValues(6, -1, 1, k + 1)));
  const targets = [...testValues(count, 1, 5, 9)];
  const prior = Float64Array.from(testValues(6, -1, 1, 77));
  const weights = ridge(rows, targets, prior, 0.3, undefined);
  for (const slope of slopeOf(rows, targets, weights, prior, 0.3))
    expect(Math.abs(slope)).toBeLessThan(1e-10);
});

it('stays at the prior without rows', () => {
  const prior = Float64Array.of(1, -2);
  expect([...ridge([], [], prior, 1, undefined)]).toEqual([1, -2]);
});

it('finds weights behind a bend', () => {
  const link = {
    value: (x: number) => 5 / (1 + Math.exp(-x)),
    slope: (x: number) => (5 * Math.exp(-x)) / (1 + Math.exp(-x)) ** 2,
  };
  const truth = Float64Array.of(0.5, -1, 0.2);
  const rows = Array.from({ length: 20 }, (_, k) => Float64Array.from(testValues(3, -1, 1, k + 1)));
  const targets = rows.map((row) => link.value(row.reduce((dot, x, i) => dot + x * truth[i]!, 0)));
  expectAllClose(ridge(rows, targets, new Float64Array(3), 1e-9, link), truth, { relative: 1e-5 });
});
