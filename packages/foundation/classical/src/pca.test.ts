import { OptionError } from '@autoencoders/errors';
import { expectAllClose, testValues } from '@autoencoders/testing';
import { describe, expect, it } from 'vitest';
import { pca } from './index.js';
import reference from './testing/reference.json' with { type: 'json' };
import { digitRows, rowsFrom, rowsOfReference, withSignsOf } from './testing/rows.js';

const rows = rowsOfReference(reference.rows);
const others = rowsOfReference(reference.others);

it('is that of scikit-learn', async () => {
  const found = await pca(rows, { dimensions: 2 });
  expectAllClose(found.explainedVariance, reference.pca.explainedVariance, { relative: 1e-8 });
  expectAllClose(found.explainedVarianceRatio, reference.pca.explainedVarianceRatio, { relative: 1e-8 });
  const codes = found.transform(others);
  expect(codes.shape).toEqual([5, 2]);
  expectAllClose(withSignsOf(codes.values, reference.pca.embedding, 2), reference.pca.embedding);
  expectAllClose(found.inverseTransform(codes).values, reference.pca.restored);
  expect(found.transform(rows)).toEqual(found.embedding);
});

it('has the variances of digits, whose margins are constant', async () => {
  const { explainedVariance, embedding } = await pca(digitRows().rows, { dimensions: 5 });
  expectAllClose(explainedVariance, reference.digits.explainedVariance, { relative: 1e-6 });
  expect(embedding.shape).toEqual([1797, 5]);
});

it('of fewer rows than columns is that of the covariance', async () => {
  const values = testValues(6 * 9);
  const few = await pca({ values, shape: [6, 9] }, { dimensions: 6 });
  // The same rows twice: enough for the other way, with the same directions.
  const twice = { values: Float32Array.of(...values, ...values), shape: [12, 9] };
  const many = await pca(twice, { dimensions: 6 });
  expectAllClose(few.embedding.values, many.embedding.values.subarray(0, 36), {
    relative: 1e-4,
    absolute: 1e-5,
  });
  expectAllClose(
    few.explainedVariance,
    many.explainedVariance.map((value) => (value * 11) / 10),
    { relative: 1e-8, absolute: 1e-12 },
  );
  expectAllClose(few.inverseTransform(few.embedding).values, values, { relative: 1e-5, absolute: 1e-6 });
});

it('loses no digits to a large mean', async () => {
  const small = testValues(200).map((value) => Math.round(value * 64));
  const [near, far] = await Promise.all(
    [small, small.map((value) => value + 2 ** 20)].map((values) =>
      pca({ values, shape: [50, 4] }, { dimensions: 4 }),
    ),
  );
  expectAllClose(far!.explainedVariance, near!.explainedVariance, { relative: 1e-10 });
});

describe('what has no variance', () => {
  it.each([
    [
      'equal rows',
      [
        [1, 2, 3],
        [1, 2, 3],
        [1, 2, 3],
        [1, 2, 3],
      ],
    ],
    [
      'equal rows, fewer than columns',
      [
        [1, 2, 3],
        [1, 2, 3],
      ],
    ],
    ['a single row', [[1, 2, 3]]],
  ])('gives zeros: %s', async (_name, equal) => {
    const found = await pca(rowsFrom(equal), { dimensions: 1 });
    expectAllClose(found.embedding.values, new Float32Array(equal.length), { absolute: 1e-6 });
    expect([...found.explainedVariance, ...found.explainedVarianceRatio]).toEqual([0, 0]);
    expectAllClose(found.inverseTransform(found.embedding).values, equal.flat(), { relative: 1e-6 });
  });
});

it('names too many dimensions', async () => {
  await expect(pca(rows, { dimensions: 4 })).rejects.toThrow(
    'dimensions is 4, of 120 rows with 3 values each: give at most 3',
  );
  await expect(pca(rows, { dimensions: 0 })).rejects.toThrow(OptionError);
});
