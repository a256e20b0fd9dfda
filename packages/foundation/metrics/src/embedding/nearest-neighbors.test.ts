import { useBackend } from '@autoencoders/backend';
import type { Rows } from '@autoencoders/data';
import { DataError, OptionError, ShapeError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak } from '@autoencoders/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { nearestNeighbors } from '../index.js';
import { rowsOf, spaces } from '../testing/clusters-and-embeddings.js';
import { randomRows } from '../testing/random-rows.js';

const k = 7;

describe.each(['cpu', 'wasm'] as const)('on %s', (engine) => {
  beforeAll(() => useBackend(engine));

  it('are those of scikit-learn, whatever the block', async () => {
    for (const options of [{}, { blockSize: 1 }, { blockSize: 31 }]) {
      const { indices, distances } = await nearestNeighbors(spaces.rows, k, options);
      expect([...indices]).toEqual(spaces.indices);
      expectAllClose(distances, spaces.distances, { relative: 1e-6 });
    }
  });

  it('of queries are those by hand, themselves included', async () => {
    const rows = rowsOf([
      [0, 0],
      [3, 4],
      [6, 8],
    ]);
    const queries = rowsOf([
      [3, 4],
      [6, 9],
    ]);
    const { indices, distances } = await nearestNeighbors(rows, 3, { queries });
    expect([...indices]).toEqual([1, 0, 2, 2, 1, 0]);
    expectAllClose(distances, [0, 5, 5, 1, Math.sqrt(34), Math.sqrt(117)]);
  });

  it.each([
    ['far from the origin', 0, 1e-3, 4096],
    ['near-duplicates, with one row far away', 1000, 1e-3, 0],
    ['huge', 0, 1e30, 0],
    ['tiny', 0, 1e-30, 0],
  ])('are exact for rows that are %s', async (_name, outlier, spread, offset) => {
    const normal = randomRows('normal', [60, 3]);
    const rows = { ...normal, values: normal.values.map((value) => value * spread + offset) };
    if (outlier) rows.values.fill(outlier, 0, 3);
    const { indices, distances } = await nearestNeighbors(rows, k);
    const known = byHand(rows, k);
    expect([...indices]).toEqual(known.indices);
    expectAllClose(distances, known.distances, { relative: 1e-6, absolute: 0 });
  });
});

/** In double precision, by sorting. */
function byHand({ values, shape }: Rows, count: number) {
  const [n, width] = shape as [number, number];
  const rows = Array.from({ length: n }, (_, i) => [...values.subarray(i * width, (i + 1) * width)]);
  const nearest = rows.flatMap((row, i) =>
    rows
      .map((other, j) => ({
        j,
        distance: Math.sqrt(row.reduce((sum, value, d) => sum + (value - other[d]!) ** 2, 0)),
      }))
      .filter(({ j }) => j !== i)
      .sort((a, b) => a.distance - b.distance || a.j - b.j)
      .slice(0, count),
  );
  return { indices: nearest.map(({ j }) => j), distances: nearest.map(({ distance }) => distance) };
}

describe('long work', () => {
  beforeAll(() => useBackend('wasm'));

  it('tells how far it is', async () => {
    const seen: number[][] = [];
    await nearestNeighbors(spaces.rows, 1, {
      blockSize: 40,
      onProgress: (...progress) => seen.push(progress),
    });
    expect(seen).toEqual([40, 80, 90].map((done) => [done, 90]));
  });

  it('ends with the reason of its signal, and leaves nothing behind', async () => {
    const abort = new AbortController();
    const reason = new Error('enough');
    let blocks = 0;
    const onProgress = () => {
      blocks += 1;
      if (blocks === 2) abort.abort(reason);
    };
    await expectNoLeak(async () => {
      const work = nearestNeighbors(spaces.rows, 1, { blockSize: 10, signal: abort.signal, onProgress });
      await expect(work).rejects.toBe(reason);
    });
    expect(blocks).toBe(2);
  });

  it('can be ended from outside while it runs', async () => {
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 10);
    const rows = randomRows('normal', [6000, 8]);
    await expect(nearestNeighbors(rows, 1, { blockSize: 8, signal: abort.signal })).rejects.toThrow(/abort/);
  });
});

it('those equally far come in the order of the rows', async () => {
  const { indices, distances } = await nearestNeighbors(rowsOf([[1], [1], [1], [2]]), 2);
  expect([...indices]).toEqual([1, 2, 0, 2, 0, 1, 0, 1]);
  expect([...distances]).toEqual([0, 0, 0, 0, 0, 0, 1, 1]);
});

it('leaves no tensor behind', () => expectNoLeak(() => nearestNeighbors(spaces.rows, 3)));

it('names what cannot be', async () => {
  const rows = rowsOf([[0], [1]]);
  await expect(nearestNeighbors(rows, 2)).rejects.toThrow(OptionError);
  await expect(nearestNeighbors(rows, 2)).rejects.toThrow(/k is 2: there are 1 rows to choose from/);
  await expect(nearestNeighbors(rows, 0)).rejects.toThrow(OptionError);
  await expect(nearestNeighbors(rows, 1, { blockSize: 0.5 })).rejects.toThrow(OptionError);
  await expect(nearestNeighbors(rows, 1, { queries: rowsOf([[0, 1]]) })).rejects.toThrow(ShapeError);
  await expect(nearestNeighbors({ ...rows, shape: [3, 1] }, 1)).rejects.toThrow(ShapeError);
  await expect(nearestNeighbors(rowsOf([[0], [Number.POSITIVE_INFINITY]]), 1)).rejects.toThrow(DataError);
  await expect(nearestNeighbors({ values: new Float32Array(), shape: [0, 1] }, 1)).rejects.toThrow(DataError);
});
