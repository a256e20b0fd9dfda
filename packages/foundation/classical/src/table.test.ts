import { DataError, ShapeError } from '@autoencoders/errors';
import { describe, expect, it } from 'vitest';
import { gaussianMixture, isomap, kMeans, lda, nearestCentroid, pca, tsne, umap } from './index.js';
import { arraysOf, rowsOf, tableOf } from './table.js';

const values = Float32Array.of(1, 2, 3, 4, 5, 6);

it('rows are flattened behind the first axis, and become arrays and rows again', () => {
  const table = tableOf('rows', { values: Float32Array.of(1, 2, 3, 4), shape: [1, 2, 2, 1] });
  expect([table.count, table.width]).toEqual([1, 4]);
  expect(arraysOf({ values, count: 2, width: 3 })).toEqual([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  expect(rowsOf([[1, 2, 3], Float64Array.of(4, 5, 6)], 3)).toEqual({ values, shape: [2, 3] });
});

describe('each method refuses rows that', () => {
  const labels = Int32Array.of(0, 1, 0);
  const methods = {
    kMeans: async (rows) => kMeans(rows, { clusters: 1 }),
    nearestCentroid: async (rows) => nearestCentroid(rows, { values, shape: [3, 2] }),
    gaussianMixture: async (rows) => gaussianMixture(rows, { components: 1 }),
    pca: (rows) => pca(rows, { dimensions: 1 }),
    lda: (rows) => lda(rows, labels, { dimensions: 1 }),
    isomap: (rows) => isomap(rows, { dimensions: 1, neighbors: 2 }),
    umap: (rows) => umap(rows, { dimensions: 1, neighbors: 2 }),
    tsne: (rows) => tsne(rows, { dimensions: 1, perplexity: 1 }),
  } satisfies Record<string, (rows: { values: Float32Array; shape: number[] }) => Promise<unknown>>;

  it.each(Object.entries(methods))('are empty, ragged or not finite: %s', async (_name, method) => {
    await expect(method({ values: new Float32Array(0), shape: [0, 2] })).rejects.toThrow(DataError);
    await expect(method({ values, shape: [4, 2] })).rejects.toThrow(ShapeError);
    const broken = { values: Float32Array.of(1, 2, 3, 4, Number.NaN, 6), shape: [3, 2] };
    await expect(method(broken)).rejects.toThrow('rows has NaN in row 2, column 0: give finite values only');
  });
});

it('names another width than that fitted to', async () => {
  const reduction = await pca({ values, shape: [3, 2] }, { dimensions: 1 });
  expect(() => reduction.transform({ values, shape: [2, 3] })).toThrow(
    'rows has 3 values a row, expected 2 as in the rows fitted to',
  );
  expect(() => reduction.inverseTransform({ values, shape: [3, 2] })).toThrow(ShapeError);
});
