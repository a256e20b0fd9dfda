import { useBackend } from '@autoencoders/backend';
import { DataError, OptionError, ShapeError } from '@autoencoders/errors';
import { expectNoLeak } from '@autoencoders/testing';
import { beforeAll, expect, it } from 'vitest';
import { knnAccuracy } from '../index.js';
import { rowsOf, spaces } from '../testing/clusters-and-embeddings.js';

beforeAll(() => useBackend('wasm'));

const { embedding, clusters } = spaces;

it.each(spaces.knn)('of $neighbors votes, with the neighbours that scikit-learn has', async (known) => {
  const { neighbors } = known;
  expect(await knnAccuracy(embedding, clusters, { neighbors })).toBeCloseTo(known.accuracy, 12);
});

it('no row votes for itself, and of as many votes the nearest counts', async () => {
  const line = rowsOf([[0], [1], [3], [6]]);
  // Each is alone with its label: right only if it saw itself.
  expect(await knnAccuracy(line, [0, 1, 2, 3], { neighbors: 1 })).toBe(0);
  // Two votes each: 0 sees (1, 3), 1 sees (0, 3), 3 sees (1, 0), 6 sees (3, 1); the first decides.
  expect(await knnAccuracy(line, [5, 5, 7, 7], { neighbors: 2 })).toBe(0.75);
});

it('of a sample is about that of all', async () => {
  const found = await knnAccuracy(embedding, clusters, { sample: 60, seed: 3 });
  expect(found * 60).toBeCloseTo(Math.round(found * 60), 9);
  expect(Math.abs(found - spaces.knn[1]!.accuracy)).toBeLessThan(0.1);
});

it('one label alone is always right, and nothing is left behind', () =>
  expectNoLeak(async () => {
    expect(await knnAccuracy(embedding, new Int32Array(90))).toBe(1);
  }));

it('names what cannot be', async () => {
  const line = rowsOf([[0], [1], [3]]);
  await expect(knnAccuracy(line, [0, 0, 1], { neighbors: 3 })).rejects.toThrow(OptionError);
  await expect(knnAccuracy(line, [0, 0], { neighbors: 1 })).rejects.toThrow(ShapeError);
  await expect(knnAccuracy(line, [0, 0, Number.NaN], { neighbors: 1 })).rejects.toThrow(DataError);
  await expect(knnAccuracy(rowsOf([]), [])).rejects.toThrow(DataError);
});
