import { DataError, OptionError } from '@autoencoders/errors';
import { expectAllClose, testValues } from '@autoencoders/testing';
import { expect, it } from 'vitest';
import { isomap } from './index.js';
import reference from './testing/reference.json' with { type: 'json' };
import { rowsFrom, rowsOfReference, withSignsOf } from './testing/rows.js';

it('is that of scikit-learn, signs aside', async () => {
  const sheet = rowsOfReference(reference.sheet);
  const { embedding, method } = await isomap(sheet, { dimensions: 2, neighbors: 10 });
  expect(method).toBe('isomap');
  expect(embedding.shape).toEqual([150, 2]);
  expectAllClose(withSignsOf(embedding.values, reference.isomap, 2), reference.isomap, {
    relative: 1e-3,
    absolute: 1e-3,
  });
  expect(await isomap(sheet, { dimensions: 2, neighbors: 10 })).toEqual({ method, embedding });
});

it('lays a line out along its length, in as many dimensions as asked for', async () => {
  const line = rowsFrom(Array.from({ length: 30 }, (_, i) => [3 * i, 4 * i]));
  const { values } = (await isomap(line, { dimensions: 2, neighbors: 3 })).embedding;
  expect(Math.abs(values[0]! - values[58]!)).toBeCloseTo(5 * 29, 3);
  for (let i = 0; i < 30; i++) expect(values[2 * i + 1]).toBeCloseTo(0, 3);
});

it('gives zeros for equal rows', async () => {
  const { values } = (await isomap(rowsFrom(Array(20).fill([1, 2])), { dimensions: 2, neighbors: 19 }))
    .embedding;
  expect([...values].every((value) => value === 0)).toBe(true);
});

it('names what does not fit', async () => {
  const apart = testValues(60).map((value, i) => value + (i < 30 ? 0 : 100));
  const rows = { values: apart, shape: [30, 2] };
  await expect(isomap(rows, { dimensions: 2, neighbors: 5 })).rejects.toThrow(DataError);
  await expect(isomap(rows, { dimensions: 2, neighbors: 5 })).rejects.toThrow(
    /5 neighbors falls into 2 parts/,
  );
  await expect(isomap(rows, { dimensions: 2, neighbors: 30 })).rejects.toThrow('neighbors is 30');
  await expect(isomap(rows, { dimensions: 0 })).rejects.toThrow(OptionError);
  const many = { values: new Float32Array(10_001), shape: [10_001, 1] };
  await expect(isomap(many, { dimensions: 1 })).rejects.toThrow(/a sample of at most 10000/);
});
