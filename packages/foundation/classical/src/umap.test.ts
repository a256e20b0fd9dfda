import { OptionError } from '@autoencoders/errors';
import { expect, it } from 'vitest';
import { nearestCentroid, umap } from './index.js';
import { digitRows, neighborAgreement, rowsFrom } from './testing/rows.js';

const { rows, labels } = digitRows(300);
const part = (from: number, to: number) => ({
  values: rows.values.slice(64 * from, 64 * to),
  shape: [to - from, 8, 8, 1],
});

it('keeps digits beside their like, and places others among them', async () => {
  const found = await umap(part(0, 200), { dimensions: 2, seed: 1, epochs: 100 });
  expect(found.embedding.shape).toEqual([200, 2]);
  expect(neighborAgreement(found.embedding, labels)).toBeGreaterThan(0.8);

  const placed = found.transform(part(200, 300));
  expect(placed.shape).toEqual([100, 2]);
  const together = {
    values: Float32Array.of(...found.embedding.values, ...placed.values),
    shape: [300, 2],
  };
  expect(neighborAgreement(together, labels)).toBeGreaterThan(0.75);
  // Once more, from the same seed.
  expect(found.transform(part(200, 300))).toEqual(placed);
});

it('places other rows beside those that are like them', async () => {
  const many = digitRows(1000);
  const some = (from: number, to: number) => ({
    values: many.rows.values.slice(64 * from, 64 * to),
    shape: [to - from, 64],
  });
  const { embedding, transform } = await umap(some(0, 700), { dimensions: 2, seed: 1, epochs: 60 });
  const placed = transform(some(700, 1000));
  const nearest = nearestCentroid(placed, embedding);
  const right = nearest.filter((row, i) => many.labels[row] === many.labels[700 + i]).length / 300;
  expect(right).toBeGreaterThan(0.88);
});

it('places as many as it was fitted to, and leaves those where they are', async () => {
  const found = await umap(part(0, 100), { dimensions: 2, epochs: 30 });
  const before = found.transform(part(200, 210));
  expect(found.transform(part(100, 200)).shape).toEqual([100, 2]);
  expect(found.transform(part(200, 210))).toEqual(before);
});

it('keeps a long chain in its order, which a random start folds and tears', async () => {
  const length = 300;
  const chain = rowsFrom(Array.from({ length }, (_, i) => [i / 10, Math.sin(i * 7) / 20]));
  const { embedding } = await umap(chain, { dimensions: 2, neighbors: 6, seed: 1, epochs: 100 });
  const along = Array.from({ length }, (_, i) => embedding.values[2 * i]!);
  const ahead = along.slice(10).filter((value, i) => value > along[i]!).length / (length - 10);
  expect(Math.max(ahead, 1 - ahead)).toBeGreaterThan(0.8);
});

it('is the same for the same seed, whatever the other options of watching', async () => {
  const fit = async (seed: number, onProgress?: (done: number, total: number) => void) =>
    (await umap(part(0, 80), { dimensions: 2, seed, epochs: 10, onProgress })).embedding;
  const seen: number[][] = [];
  const first = await fit(1, (...progress) => seen.push(progress));
  // Rounded up to a multiple of three.
  expect(seen[0]).toEqual([1, 12]);
  expect(seen).toHaveLength(12);
  expect(await fit(1)).toEqual(first);
  expect(await fit(2)).not.toEqual(first);
});

it('stops when it is told to', async () => {
  const control = new AbortController();
  const seen: number[] = [];
  const work = umap(part(0, 80), {
    dimensions: 2,
    signal: control.signal,
    onProgress: (done) => {
      seen.push(done);
      if (done === 3) control.abort(new Error('enough'));
    },
  });
  await expect(work).rejects.toThrow('enough');
  expect(seen).toEqual([1, 2, 3]);
});

it('takes few rows and equal ones', async () => {
  const few = rowsFrom(Array.from({ length: 8 }, (_, i) => [i, i % 2]));
  const found = await umap(few, { dimensions: 2, neighbors: 3, epochs: 9 });
  expect(found.embedding.values.every(Number.isFinite)).toBe(true);
  expect(found.transform(rowsFrom([[0.5, 0.5]])).values.every(Number.isFinite)).toBe(true);
  const equal = await umap(rowsFrom(Array(30).fill([1, 2])), { dimensions: 2, neighbors: 5, epochs: 9 });
  expect(equal.embedding.values.every(Number.isFinite)).toBe(true);
});

it('names what does not fit', async () => {
  await expect(umap(part(0, 15), { dimensions: 2 })).rejects.toThrow(
    'neighbors is 15, and there are 15 rows: give at most 14, or more rows',
  );
  for (const options of [{ neighbors: 1 }, { minimumDistance: -1 }, { epochs: 0 }, { seed: 0.5 }]) {
    await expect(umap(rows, { dimensions: 2, ...options })).rejects.toThrow(OptionError);
  }
});
