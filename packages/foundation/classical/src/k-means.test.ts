import { DataError, OptionError } from '@autoencoders/errors';
import { expectAllClose, testValues } from '@autoencoders/testing';
import { expect, it } from 'vitest';
import { kMeans, nearestCentroid } from './index.js';
import reference from './testing/reference.json' with { type: 'json' };
import { digitRows, rowsFrom, rowsOfReference } from './testing/rows.js';

const rows = rowsOfReference(reference.rows);

it('finds the clusters that scikit-learn does', () => {
  const { labels, inertia, centroids } = kMeans(rows, { clusters: 3 });
  expectAllClose([inertia], [reference.kMeans.inertia], { relative: 1e-6 });
  // The same partition, whatever the names.
  const pairs = new Set(reference.kMeans.labels.map((label, row) => `${label} ${labels[row]}`));
  expect(pairs.size).toBe(3);
  expect(labels).toEqual(nearestCentroid(rows, centroids));
  expect(centroids.shape).toEqual([3, 3]);
});

it('is as good as the best of 50 starts of scikit-learn on digits', () => {
  const { inertia } = kMeans(digitRows().rows, { clusters: 10, restarts: 5 });
  expect(inertia).toBeLessThan(reference.digits.kMeansInertia * 1.005);
});

it('ends where each centroid is the mean of its rows, unless it is stopped before', () => {
  const { centroids, labels, inertia, iterations } = kMeans(rows, { clusters: 7, restarts: 1 });
  const means = centroids.values.map((_, at) => {
    const [cluster, column] = [Math.floor(at / 3), at % 3];
    const own = [...rows.values].filter((_, i) => i % 3 === column && labels[Math.floor(i / 3)] === cluster);
    return own.reduce((sum, value) => sum + value, 0) / own.length;
  });
  expectAllClose(centroids.values, means, { relative: 1e-5 });
  const early = kMeans(rows, { clusters: 7, restarts: 1, maximumIterations: 1 });
  expect(early.iterations).toBe(1);
  expect(iterations).toBeGreaterThan(1);
  expect(early.inertia).toBeGreaterThan(inertia);
});

it('depends on the seed and on nothing else, and more starts are not worse', () => {
  const found = (seed: number, restarts = 1) => kMeans(rows, { clusters: 9, seed, restarts });
  expect(found(1)).toEqual(found(1));
  const inertias = [0, 1, 2, 3, 4].map((seed) => found(seed).inertia);
  expect(new Set(inertias).size).toBeGreaterThan(1);
  expect(found(0, 10).inertia).toBeLessThanOrEqual(inertias[0]!);
});

it('gives every row a cluster of its own when asked to, and one to equal rows', () => {
  const apart = rowsFrom([[0], [1], [5], [7]]);
  const { inertia, labels } = kMeans(apart, { clusters: 4, restarts: 2 });
  expect(inertia).toBe(0);
  expect(new Set(labels).size).toBe(4);
  const equal = kMeans(
    rowsFrom([
      [2, 3],
      [2, 3],
      [2, 3],
    ]),
    { clusters: 1 },
  );
  expect([...equal.centroids.values, equal.inertia]).toEqual([2, 3, 0]);
});

it('leaves no cluster empty', () => {
  const values = testValues(400).map((value, i) => Math.round(value * 2) + (i % 7 === 0 ? 20 : 0));
  for (let seed = 0; seed < 10; seed++) {
    const { labels } = kMeans({ values, shape: [200, 2] }, { clusters: 12, seed, restarts: 1 });
    expect(new Set(labels).size).toBe(12);
  }
});

it('names what does not fit', () => {
  const equal = rowsFrom([[1], [1], [2], [2]]);
  expect(() => kMeans(equal, { clusters: 3 })).toThrow(DataError);
  expect(() => kMeans(equal, { clusters: 3 })).toThrow(
    '3 clusters were asked for, and there are only 2 distinct rows: ask for fewer',
  );
  expect(() => kMeans(equal, { clusters: 5 })).toThrow('clusters is 5, and there are 4 rows');
  for (const options of [{ clusters: 0 }, { clusters: 2, restarts: 0 }, { clusters: 2, seed: -1 }]) {
    expect(() => kMeans(equal, options)).toThrow(OptionError);
  }
});
