import { useBackend } from '@autoencoders/core';
import { arrayDataset } from '@autoencoders/data';
import { OptionError } from '@autoencoders/errors';
import { expectNoLeak } from '@autoencoders/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { type ClusteringProgress, clustering, judge } from './index.js';
import { identity } from './testing/identity.js';
import { rings } from './testing/rings.js';

beforeAll(() => useBackend('cpu'));

const options = { method: 'gaussian-mixture', clusters: 2, umap: { neighbors: 15, epochs: 100 } } as const;

describe('UMAP before clustering', () => {
  const { data, labels } = rings(80);

  it('finds rings, which no clustering of the code itself does, and keeps to them for new data', async () => {
    const plain = clustering(identity(), { method: 'k-means', clusters: 2 });
    expect(judge(labels, (await plain.fit(data)).labels).accuracy).toBeLessThan(0.8);

    const groups = clustering(identity(), options);
    const found = await groups.fit(data);
    expect(judge(labels, found.labels).accuracy).toBe(1);
    expect(found.embedding!.shape).toEqual([160, 2]);
    expect(found.agreement).toBe(1);
    expect(await groups.assign(data)).toEqual(found.labels);
    const other = rings(50, 4);
    expect(judge(other.labels, await groups.assign(other.data)).accuracy).toBe(1);
    const { values, shape } = await groups.probabilities(other.data);
    expect(shape).toEqual([100, 2]);
    expect(Math.max(...values)).toBe(1);
    expect(values.every((share) => share >= 0 && share <= 1)).toBe(true);

    // A ring's mean lies on no ring; a prototype does.
    const prototypes = (await groups.prototypes()).values;
    const radii = [0, 1].map((row) => Math.hypot(prototypes[row * 2]!, prototypes[row * 2 + 1]!));
    const [inner, outer] = radii.sort((a, b) => a - b) as [number, number];
    expect(Math.abs(inner - 1)).toBeLessThan(0.25);
    expect(Math.abs(outer - 4)).toBeLessThan(0.25);
  });

  it('keeps no more references than asked for, and assigns by them', async () => {
    const groups = clustering(identity(), { ...options, references: 60 });
    const { labels: found } = await groups.fit(data);
    expect(groups.state!.references!.shape[0]).toBeLessThanOrEqual(60);
    expect(groups.state!.references!.shape[0]).toBeGreaterThan(50);
    expect(await groups.assign(data)).toEqual(found);
  });

  it('repeats with its seed, tells how far it is, can be stopped, and leaves no tensor', async () => {
    const groups = clustering(identity(), options);
    const progress: ClusteringProgress[] = [];
    const first = await groups.fit(data, { onProgress: (made) => progress.push(made) });
    expect(new Set(progress.map(({ stage }) => stage))).toEqual(new Set(['encode', 'embed', 'cluster']));
    for (const { done, total } of progress) expect(done).toBeLessThanOrEqual(total!);
    await expectNoLeak(async () => {
      const second = await groups.fit(data);
      expect(second.embedding).toEqual(first.embedding);
      expect(second.labels).toEqual(first.labels);
      const stop = new AbortController();
      const onProgress = ({ stage }: ClusteringProgress) => {
        if (stage === 'embed') stop.abort(new Error('enough'));
      };
      await expect(groups.fit(data, { signal: stop.signal, onProgress })).rejects.toThrow('enough');
    });
  });

  it('takes its defaults from N2D', () => {
    const { options: made } = clustering(identity(12), { method: 'gaussian-mixture', clusters: 7, umap: {} });
    expect(made.umap).toEqual({ dimensions: 7, neighbors: 20, minimumDistance: 0, epochs: null });
    const narrow = clustering(identity(2), {
      method: 'k-means',
      clusters: { from: 2, to: 9, by: 'silhouette' },
      umap: {},
    });
    expect(narrow.options.umap).toMatchObject({ dimensions: 2 });
  });

  it('names too few examples', async () => {
    const few = arrayDataset({ x: [...Array(6).keys()].map((i) => [i, i * i]) });
    await expect(clustering(identity(), options).fit(few)).rejects.toThrow(
      'umap.neighbors is 15 with 6 examples',
    );
    expect(() => clustering(identity(), { ...options, references: 9 })).toThrow(OptionError);
  });
});
