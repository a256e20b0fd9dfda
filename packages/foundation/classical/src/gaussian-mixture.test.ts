import { DataError, OptionError, ShapeError } from '@autoencoders/errors';
import { expectAllClose, testValues } from '@autoencoders/testing';
import { describe, expect, it } from 'vitest';
import { type GaussianMixture, gaussianMixture, logDensity, responsibilities } from './index.js';
import reference from './testing/reference.json' with { type: 'json' };
import { rowsFrom, rowsOfReference } from './testing/rows.js';

const rows = rowsOfReference(reference.rows);
const others = rowsOfReference(reference.others);

/** Components by weight, as the reference has them. */
const orderOf = ({ weights }: GaussianMixture) =>
  Array.from(weights, (_, k) => k).sort((a, b) => weights[a]! - weights[b]!);

const blocks = (values: ArrayLike<number>, order: number[]) => {
  const size = values.length / order.length;
  return order.flatMap((k) => Array.from(values).slice(k * size, (k + 1) * size));
};

describe.each(['full', 'diagonal', 'spherical'] as const)('a %s mixture', (covariance) => {
  const mixture = gaussianMixture(rows, {
    components: 3,
    covariance,
    tolerance: 1e-11,
    maximumIterations: 2000,
  });
  const expected = reference.gaussianMixture[covariance];
  const order = orderOf(mixture);

  it('is that of scikit-learn', () => {
    expect(mixture.converged).toBe(true);
    for (const figure of ['logLikelihood', 'bic', 'aic'] as const) {
      expectAllClose([mixture[figure]], [expected[figure]], { relative: 1e-6 });
    }
    const tolerance = { relative: 1e-3, absolute: 1e-4 };
    expectAllClose(blocks(mixture.weights, order), expected.weights, tolerance);
    expectAllClose(blocks(mixture.means.values, order), expected.means, tolerance);
    expectAllClose(blocks(mixture.covariances, order), expected.covariances, tolerance);
  });

  it('has its densities and responsibilities', () => {
    expectAllClose(logDensity(others, mixture), expected.logDensity, { relative: 1e-3 });
    const { values, shape } = responsibilities(others, mixture);
    expect(shape).toEqual([5, 3]);
    const sorted = Array.from(values, (_, i) => values[i - (i % 3) + order[i % 3]!]!);
    expectAllClose(sorted, expected.responsibilities, { relative: 1e-3, absolute: 1e-4 });
  });

  it('has the likelihood of its densities, and is plain data', () => {
    const densities = logDensity(rows, mixture);
    expectAllClose(
      [mixture.logLikelihood],
      [densities.reduce((sum, value) => sum + value, 0) / densities.length],
      { relative: 1e-12 },
    );
    expect(logDensity(rows, structuredClone(mixture))).toEqual(densities);
  });

  it.each([
    ['rows that coincide', rowsFrom([...Array(20).fill([1, 1]), ...Array(20).fill([3, 2]), [9, 9]]), 3],
    ['a constant column', rowsFrom(Array.from({ length: 30 }, (_, i) => [i % 5, 7, 2 * (i % 5)])), 2],
    ['equal rows', rowsFrom(Array(5).fill([2, 3])), 1],
    ['large values', { values: testValues(300, 1e8, 1e9), shape: [100, 3] }, 4],
    [
      'far outliers',
      rowsFrom([
        [0, 0],
        [1, 0],
        [0, 1],
        [1e15, 1e15],
      ]),
      2,
    ],
  ])('copes with %s', (_name, hard, components) => {
    const found = gaussianMixture(hard, { components, covariance });
    const figures = [found.logLikelihood, found.bic, ...found.weights, ...found.covariances];
    expect([...figures, ...found.means.values].every(Number.isFinite)).toBe(true);
    expect([...responsibilities(hard, found).values].every(Number.isFinite)).toBe(true);
    expect(Array.from(logDensity(hard, found)).every(Number.isFinite)).toBe(true);
  });
});

it('one component is the sample mean and covariance', () => {
  const { means, covariances } = gaussianMixture(
    rowsFrom([
      [0, 0],
      [2, 0],
      [0, 4],
      [2, 4],
    ]),
    {
      components: 1,
      regularization: 0,
    },
  ); // prettier-ignore
  expect([...means.values]).toEqual([1, 2]);
  expectAllClose(covariances, [1, 0, 0, 4], { relative: 1e-12 });
});

it('keeps a component that loses its rows finite, and out of the way', () => {
  const mixture = {
    ...gaussianMixture(rowsFrom([[0], [1], [2]]), { components: 2, covariance: 'spherical' }),
    weights: Float64Array.of(1, 1e-320),
  };
  const far = rowsFrom([[1e6]]);
  expect(Number.isFinite(logDensity(far, mixture)[0])).toBe(true);
  const sum = responsibilities(far, mixture).values.reduce((all, value) => all + value, 0);
  expect(sum).toBeCloseTo(1, 6);
});

it('depends on the seed only, and more starts are not worse', () => {
  const found = (seed: number, restarts = 1) => gaussianMixture(rows, { components: 6, seed, restarts });
  expect(found(1)).toEqual(found(1));
  expect(found(0, 4).logLikelihood).toBeGreaterThanOrEqual(found(0).logLikelihood);
});

it('stops where it is told to', () => {
  const found = gaussianMixture(rows, { components: 3, maximumIterations: 2, tolerance: 0 });
  expect(found).toMatchObject({ iterations: 2, converged: false });
});

it('names what does not fit', () => {
  const equal = rowsFrom([[1], [1], [2], [2]]);
  expect(() => gaussianMixture(equal, { components: 3 })).toThrow(DataError);
  expect(() => gaussianMixture(equal, { components: 5 })).toThrow(/components is 5, and there are 4 rows/);
  expect(() => gaussianMixture(equal, { components: 1, covariance: 'tied' as never })).toThrow(OptionError);
  expect(() => gaussianMixture(equal, { components: 1, regularization: -1 })).toThrow(OptionError);
  const mixture = gaussianMixture(equal, { components: 2 });
  expect(() => logDensity(rowsFrom([[1, 2]]), mixture)).toThrow(ShapeError);
  expect(() => responsibilities(equal, { ...mixture, weights: Float64Array.of(1) })).toThrow(ShapeError);
});
