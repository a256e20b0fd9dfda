import { useBackend } from '@autoencoders/core';
import { OptionError } from '@autoencoders/errors';
import { beforeAll, describe, expect, it } from 'vitest';
import { clustering, judge } from './index.js';
import { blobs } from './testing/blobs.js';
import { identity } from './testing/identity.js';

beforeAll(() => useBackend('cpu'));

const { data, labels, points } = blobs(4, 40);

describe('the number of clusters', () => {
  it.each([
    ['k-means', 'silhouette', 2],
    ['gaussian-mixture', 'silhouette', 2],
    ['gaussian-mixture', 'bic', 1],
  ] as const)('of %s is chosen by %s', async (method, by, from) => {
    const groups = clustering(identity(), { method, clusters: { from, to: 6, by }, restarts: 3 });
    const found = await groups.fit(data);
    expect(found.clusters).toBe(4);
    expect(groups.clusters).toBe(4);
    expect(judge(labels, found.labels).accuracy).toBe(1);
    expect(found.candidates.map(({ clusters }) => clusters)).toEqual([1, 2, 3, 4, 5, 6].slice(from - 1));
    const scores = found.candidates.map(({ score }) => score);
    expect(scores.every(Number.isFinite)).toBe(true);
    expect(scores[4 - from]).toBe(by === 'bic' ? Math.min(...scores) : Math.max(...scores));
  });

  it('has the score that follows from its definition', async () => {
    const groups = clustering(identity(), {
      method: 'k-means',
      clusters: { from: 4, to: 4, by: 'silhouette' },
    });
    const { candidates } = await groups.fit(data);
    expect(candidates[0]!.score).toBeCloseTo(meanSilhouette(points, labels), 5);
  });

  it('names ranges that cannot be', async () => {
    const of = (from: number, to: number, by: 'silhouette' | 'bic') =>
      clustering(identity(), { method: 'k-means', clusters: { from, to, by } });
    expect(() => of(1, 4, 'silhouette')).toThrow('clusters.from is 1');
    expect(() => of(5, 4, 'silhouette')).toThrow('clusters.to is 4');
    expect(() => of(2, 4, 'bic')).toThrow("clusters.by is 'bic' with method 'k-means'");
    await expect(of(2, 8, 'silhouette').fit(blobs(2, 4).data)).rejects.toThrow(OptionError);
  });
});

/** Written once more, from Rousseeuw 1987, section 2. */
function meanSilhouette(rows: readonly number[][], clusters: Int32Array): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const distances = (row: number, cluster: number) =>
    rows
      .filter((_, other) => other !== row && clusters[other] === cluster)
      .map(([x, y]) => Math.hypot(x! - rows[row]![0]!, y! - rows[row]![1]!));
  return mean(
    rows.map((_, row) => {
      const own = mean(distances(row, clusters[row]!));
      const others = [...new Set(clusters)].filter((cluster) => cluster !== clusters[row]);
      const next = Math.min(...others.map((cluster) => mean(distances(row, cluster))));
      return (next - own) / Math.max(own, next);
    }),
  );
}
