import { DataError, OptionError, ShapeError } from '@autoencoders/errors';
import { expectAllClose } from '@autoencoders/testing';
import { expect, it } from 'vitest';
import { lda } from './index.js';
import reference from './testing/reference.json' with { type: 'json' };
import { digitRows, rowsFrom, rowsOfReference, withSignsOf } from './testing/rows.js';

const rows = rowsOfReference(reference.rows);
const labels = Int32Array.from(reference.labels);

it('is that of scikit-learn, signs aside', async () => {
  const found = await lda(rows, labels, { dimensions: 2 });
  const { values, shape } = found.transform(rowsOfReference(reference.others));
  expect(shape).toEqual([5, 2]);
  expectAllClose(withSignsOf(values, reference.lda.embedding, 2), reference.lda.embedding);
  expect(found.transform(rows)).toEqual(found.embedding);
  // Names of classes do not matter.
  const renamed = await lda(
    rows,
    labels.map((label) => 7 - 3 * label),
    { dimensions: 2 },
  ); // prettier-ignore
  expectAllClose(renamed.embedding.values, found.embedding.values, { relative: 1e-5, absolute: 1e-6 });
});

it('is that of scikit-learn on digits, with constant columns', async () => {
  const { rows: digits, labels: names } = digitRows();
  const { values } = (await lda(digits, names, { dimensions: 2 })).embedding;
  const expected = reference.digits.ldaEmbedding;
  expectAllClose(withSignsOf(values.subarray(0, 40), expected, 2), expected, {
    relative: 1e-3,
    absolute: 1e-3,
  });
});

it('does without a column that repeats another', async () => {
  const widened = Array.from({ length: rows.shape[0]! }, (_, i) => {
    const [a, b, c] = rows.values.subarray(3 * i, 3 * i + 3);
    return [a!, b!, c!, a!, 5];
  });
  const found = await lda(rowsFrom(widened), labels, { dimensions: 2 });
  const plain = (await lda(rows, labels, { dimensions: 2 })).embedding.values;
  expectAllClose(withSignsOf(found.embedding.values, [...plain], 2), plain, {
    relative: 1e-4,
    absolute: 1e-4,
  });
});

it('names what does not fit', async () => {
  const points = rowsFrom([
    [0, 1],
    [1, 0],
    [2, 2],
    [3, 1],
  ]); // prettier-ignore
  const wrong = (names: number[], dimensions = 1) => lda(points, Int32Array.from(names), { dimensions });
  await expect(wrong([3, 3, 3, 3])).rejects.toThrow(DataError);
  await expect(wrong([3, 3, 3, 3])).rejects.toThrow('all rows have the label 3');
  await expect(wrong([0, 1, 0])).rejects.toThrow(ShapeError);
  await expect(wrong([0, 1, 0, 1], 2)).rejects.toThrow(/of 2 classes .*: give at most 1/);
  await expect(wrong([0, 1, 0, 1], 0)).rejects.toThrow(OptionError);
  await expect(wrong([0, 1, 2, 3])).rejects.toThrow(/vary within their classes along 0 directions/);
  await expect(lda(points, [0, 1, 0, Number.NaN], { dimensions: 1 })).rejects.toThrow(DataError);
});
