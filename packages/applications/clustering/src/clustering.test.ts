import { type Autoencoder, evaluate, useBackend } from '@autoencoders/core';
import { arrayDataset, type Rows, streamDataset } from '@autoencoders/data';
import { AutoencoderError, checkShape, DataError, OptionError, ShapeError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { collect } from './codes.js';
import { type ClusteringOptions, type ClusteringProgress, clustering, judge } from './index.js';
import { blobs } from './testing/blobs.js';
import { identity } from './testing/identity.js';

beforeAll(() => useBackend('cpu'));

const methods: [string, ClusteringOptions][] = [
  ['k-means', { method: 'k-means', clusters: 3 }],
  ['k-means, standardised', { method: 'k-means', clusters: 3, standardize: true }],
  ['a Gaussian mixture', { method: 'gaussian-mixture', clusters: 3 }],
  ['a spherical mixture', { method: 'gaussian-mixture', clusters: 3, covariance: 'spherical' }],
];

describe.each(methods)('%s', (_name, options) => {
  const { data, labels } = blobs(3, 40);

  it('finds blobs, and gives new points of them the same clusters', async () => {
    const groups = clustering(identity(), options);
    expect(groups.clusters).toBeUndefined();
    const found = await groups.fit(data);
    expect(judge(labels, found.labels).accuracy).toBe(1);
    expect([...found.sizes]).toEqual([40, 40, 40]);
    expect(found).toMatchObject({ clusters: 3, candidates: [] });
    expect(groups.clusters).toBe(3);
    expect(await groups.assign(data)).toEqual(found.labels);

    const other = blobs(3, 25, 9);
    const assigned = await groups.assign(other.data);
    const ofBlob = [0, 40, 80].map((row) => found.labels[row]!);
    expect([...assigned]).toEqual([...other.labels].map((label) => ofBlob[label]!));
  });

  it('has a prototype of each cluster: the mean of its points', async () => {
    const groups = clustering(identity(), options);
    const found = await groups.fit(data);
    const { values, shape } = await groups.prototypes();
    expect(shape).toEqual([3, 2]);
    expectAllClose(values, meansOf(data.values([...labels.keys()]), found.labels, 3), {
      relative: 1e-3,
      absolute: 1e-3,
    });
  });

  it('repeats with the same seed, whatever the size of the batches or the kind of dataset', async () => {
    const groups = clustering(identity(), { ...options, seed: 5 });
    const { labels: first } = await groups.fit(data);
    const { labels: second } = await groups.fit(data, { batchSize: 7 });
    expect(second).toEqual(first);
    const points = blobs(3, 40).points;
    const stream = streamDataset(() => points.map((x) => ({ x })), { shape: [2] });
    const parts = await collect(groups.assignBatches(stream, { batchSize: 11 }));
    expect(parts.map(({ length }) => length)).toEqual([...Array(10).fill(11), 10]);
    expect(parts.flatMap((part) => [...part])).toEqual([...first]);
  });

  it('leaves no tensor behind but its state, and that until it is disposed', async () => {
    const model = identity();
    await expectNoLeak(async () => {
      const groups = clustering(model, options);
      await groups.fit(data);
      const held = Object.keys(groups.state!).length;
      await expectNoLeak(async () => {
        await groups.fit(data);
        await groups.assign(data);
        await groups.prototypes();
        await evaluate(groups, data);
      });
      await expectNoLeak(() => groups.dispose(), -held);
      await expect(groups.assign(data)).rejects.toThrow(AutoencoderError);
    });
  });
});

describe('a clustering', () => {
  const { data, points } = blobs(3, 20);

  it('gives probabilities where the method has them', async () => {
    const mixture = clustering(identity(), { method: 'gaussian-mixture', clusters: 3 });
    const found = await mixture.fit(data);
    const { values, shape } = await mixture.probabilities(data, { batchSize: 13 });
    expect(shape).toEqual([60, 3]);
    for (const [row, label] of found.labels.entries()) {
      const probabilities = [...values.subarray(row * 3, row * 3 + 3)];
      expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
      expect(probabilities[label]).toBe(Math.max(...probabilities));
    }
    const hard = clustering(identity(), { method: 'k-means', clusters: 3 });
    await hard.fit(data);
    await expect(hard.probabilities(data)).rejects.toThrow(OptionError);
  });

  it('is evaluated by the squared distance to the nearest centroid', async () => {
    const groups = clustering(identity(), { method: 'k-means', clusters: 3 });
    const { labels } = await groups.fit(data);
    const flat = Float32Array.from(points.flat());
    const means = meansOf(flat, labels, 3);
    const total = flat.reduce((sum, z, i) => sum + (z - means[labels[i >> 1]! * 2 + (i % 2)]!) ** 2, 0);
    const { squaredDistance } = await evaluate(groups, data, { batchSize: 17 });
    expectAllClose([squaredDistance!], [total / 60]);
  });

  it('flattens codes of several dimensions, and decodes prototypes from them', async () => {
    const flat = identity(16);
    const model: Autoencoder = {
      ...flat,
      latentShape: [4, 2, 2],
      encode: (x) => tf.reshape(x, [-1, 4, 2, 2]),
      decode: (z) => {
        checkShape('z', z.shape, [null, 4, 2, 2]);
        return tf.reshape(z, [-1, 16]);
      },
    };
    const x = tf.tensor(testValues(60 * 16), [60, 16]);
    const options = { method: 'k-means', clusters: 4, restarts: 2 } as const;
    const [groups, expected] = [clustering(model, options), clustering(flat, options)];
    expect((await groups.fit(x)).labels).toEqual((await expected.fit(x)).labels);
    expect(await groups.assign(x)).toEqual(await expected.assign(x));
    expect(await groups.prototypes()).toEqual(await expected.prototypes());
    expect(await evaluate(groups, x)).toEqual(await evaluate(expected, x));
    x.dispose();
  });

  it('tells how far it has come, and can be stopped', async () => {
    const groups = clustering(identity(), {
      method: 'k-means',
      clusters: { from: 2, to: 4, by: 'silhouette' },
      restarts: 2,
    });
    const progress: ClusteringProgress[] = [];
    await groups.fit(data, { batchSize: 40, onProgress: (found) => progress.push(found) });
    expect(progress).toEqual([
      { stage: 'encode', done: 40, total: 60 },
      { stage: 'encode', done: 60, total: 60 },
      { stage: 'cluster', done: 1, total: 3 },
      { stage: 'cluster', done: 2, total: 3 },
      { stage: 'cluster', done: 3, total: 3 },
    ]);
    const before = await groups.assign(data);
    for (const stage of ['encode', 'cluster']) {
      const stop = new AbortController();
      const onProgress = (found: ClusteringProgress) => {
        if (found.stage === stage) stop.abort(new Error('enough'));
      };
      await expectNoLeak(async () => {
        await expect(groups.fit(data, { batchSize: 16, signal: stop.signal, onProgress })).rejects.toThrow(
          'enough',
        );
      });
    }
    expect(await groups.assign(data)).toEqual(before);
  });

  it('names data that cannot be clustered', async () => {
    const groups = clustering(identity(), { method: 'gaussian-mixture', clusters: 3 });
    const fitting = (rows: number[][]) => groups.fit(arrayDataset({ x: rows }));
    await expect(groups.assign(data)).rejects.toThrow("call its 'fit(data)'");
    await expect(groups.prototypes()).rejects.toThrow(AutoencoderError);
    await expect(evaluate(groups, data)).rejects.toThrow(AutoencoderError);
    await expect(
      fitting([
        [1, 2],
        [3, 4],
      ]),
    ).rejects.toThrow('2 different codes of 2 examples, fewer than the 3 clusters');
    await expect(fitting(Array(9).fill([1, 2]))).rejects.toThrow('the codes of all 9 examples are the same');
    await expect(fitting([[1, 2], [3, 4], ...Array(9).fill([1, 2])])).rejects.toThrow(DataError);
    await expect(groups.fit(streamDataset(() => [], { shape: [2] }))).rejects.toThrow('no examples');
    await expect(groups.fit(arrayDataset({ x: [[1, 2, 3]] }))).rejects.toThrow(ShapeError);
    const broken = tf.tensor2d([0, 0, 1, 1, 2, Number.NaN, 3, 3], [4, 2]);
    await expectNoLeak(async () => {
      await expect(groups.fit(broken, { batchSize: 2 })).rejects.toThrow('the code of example 2 holds NaN');
    });
    await groups.fit(data);
    await expect(groups.assign(broken)).rejects.toThrow(DataError);
    await expect(groups.assign(streamDataset(() => [], { shape: [2] }))).rejects.toThrow(DataError);
    broken.dispose();
  });

  it('has one cluster of constant codes, if that is asked for', async () => {
    for (const method of ['k-means', 'gaussian-mixture'] as const) {
      const groups = clustering(identity(), { method, clusters: 1, standardize: true });
      const { labels } = await groups.fit(arrayDataset({ x: Array(5).fill([0.3, 2]) }));
      expect([...labels]).toEqual([0, 0, 0, 0, 0]);
      expectAllClose((await groups.prototypes()).values, [0.3, 2]);
    }
  });

  it('does not stumble over a constant column', async () => {
    const flat = arrayDataset({ x: points.map(([a, b]) => [a!, b!, 7]) });
    for (const options of methods.map(([, of]) => of)) {
      const groups = clustering(identity(3), options);
      const { labels } = await groups.fit(flat);
      expect(judge(blobs(3, 20).labels, labels).accuracy).toBe(1);
    }
  });
});

/** The mean of the points with each label, `[clusters, 2]`. */
function meansOf(values: Rows['values'], labels: Int32Array, clusters: number): number[] {
  return Array.from({ length: clusters * 2 }, (_, at) => {
    const of = [...labels.keys()].filter((row) => labels[row] === at >> 1);
    return of.reduce((sum, row) => sum + values[row * 2 + (at % 2)]!, 0) / of.length;
  });
}
