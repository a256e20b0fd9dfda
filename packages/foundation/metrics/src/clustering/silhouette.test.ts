import { useBackend } from '@autoencoders/backend';
import { DataError, OptionError, ShapeError } from '@autoencoders/errors';
import { expectNoLeak } from '@autoencoders/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { silhouette } from '../index.js';
import { rowsOf, spaces } from '../testing/clusters-and-embeddings.js';

const { rows, clusters, alone } = spaces;

describe.each(['cpu', 'wasm'] as const)('on %s', (engine) => {
  beforeAll(() => useBackend(engine));

  it('is that of scikit-learn, a row alone in its cluster counting 0', () => {
    expect(silhouette(rows, clusters)).toBeCloseTo(spaces.silhouette, 6);
    expect(silhouette(rows, alone)).toBeCloseTo(spaces.withOneAlone, 6);
    expect(silhouette(rows, clusters, { blockSize: 7 })).toBeCloseTo(spaces.silhouette, 6);
  });

  it('keeps its precision where clusters are small and close, far from a third', () => {
    const near = 1e-4;
    const points = rowsOf([
      [1000, 0],
      [1000, near],
      [1000, 3 * near],
      [1000, 4 * near],
      [-1000, 0],
      [-1000, near],
    ]);
    // By hand, in units of `near`: a = 1, b the mean of two distances; far ones have 1 - 1e-4 / 2000.
    const expected = (2 * (1 - 1 / 3.5) + 2 * (1 - 1 / 2.5) + 2) / 6;
    expect(silhouette(points, [0, 0, 1, 1, 2, 2])).toBeCloseTo(expected, 5);
  });
});

it('of a sample is about that of all, and the seed names it', () => {
  const [a, b] = [0, 1].map((seed) => silhouette(rows, clusters, { sample: 60, seed })) as [number, number];
  expect(a).not.toBe(b);
  expect(Math.abs(a - spaces.silhouette)).toBeLessThan(0.05);
  expect(silhouette(rows, clusters, { sample: 60, seed: 1 })).toBe(b);
});

it('is 0 where all rows are in one place', () => {
  expect(silhouette(rowsOf([[1], [1], [1], [1]]), [0, 0, 1, 1])).toBe(0);
});

it('leaves no tensor behind', () => expectNoLeak(() => silhouette(rows, clusters)));

it('says which clusters and rows have none', () => {
  const three = rowsOf([[0], [1], [2]]);
  expect(() => silhouette(three, [5, 5, 5])).toThrow(DataError);
  expect(() => silhouette(three, [5, 5, 5])).toThrow(/all 3 rows are in one cluster/);
  expect(() => silhouette(three, [0, 1, 2])).toThrow(/3 clusters of 3 rows/);
  expect(() => silhouette(three, [0, 1])).toThrow(ShapeError);
  expect(() => silhouette(three, [])).toThrow(DataError);
  expect(() => silhouette(rowsOf([[0], [Number.NaN], [2]]), [0, 0, 1])).toThrow(/NaN at row 1, value 0/);
  expect(() => silhouette(three, [0, 0, 1], { sample: 0 })).toThrow(OptionError);
  expect(() => silhouette(three, [0, 0, 1], { blockSize: 0 })).toThrow(OptionError);
});
