import { fit, sgd, useBackend } from '@autoencoders/core';
import { arrayDataset, streamDataset } from '@autoencoders/data';
import { DataError } from '@autoencoders/errors';
import { expectAllClose } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { blobs } from '../testing/blobs.js';
import { identity } from '../testing/identity.js';
import { deepEmbeddedClustering } from './deep-embedded-clustering.js';
import { improvedDeepEmbeddedClustering } from './improved-deep-embedded-clustering.js';

beforeAll(() => useBackend('cpu'));

const { points } = blobs(3, 10);
// Labels of any kind are left alone, as good as they may look as targets.
const data = arrayDataset({ x: points, y: points.flatMap(() => [0, 0, 1]), targetShape: [3] });
const options = { epochs: 2, batchSize: 10, optimizer: sgd(), learningRate: 0.01, seed: 4 } as const;

/** A clustering of the points as they are, in three clusters. */
const made = (more: object) =>
  deepEmbeddedClustering(identity(), { clusters: 3, tolerance: 0, restarts: 2, ...more });

/** `q`, and by the formulas of the paper `p` with the frequencies of all, in double precision. */
function assignmentsOf(codes: readonly (readonly number[])[], centroids: Float32Array) {
  const q = codes.map(([x, y]) => {
    const kernels = [0, 1, 2].map(
      (k) => 1 / (1 + (x! - centroids[2 * k]!) ** 2 + (y! - centroids[2 * k + 1]!) ** 2),
    );
    const total = kernels.reduce((a, b) => a + b);
    return kernels.map((kernel) => kernel / total);
  });
  const f = [0, 1, 2].map((j) => q.reduce((sum, row) => sum + row[j]!, 0));
  const p = q.map((row) => {
    const sharpened = row.map((value, j) => value ** 2 / f[j]!);
    const total = sharpened.reduce((a, b) => a + b);
    return sharpened.map((value) => value / total);
  });
  return { q, p, frequencies: f.map((sum) => sum / codes.length) };
}

const divergence = (p: number[], q: number[]) =>
  p.reduce((sum, value, j) => sum + value * Math.log(value / q[j]!), 0);

it('trains each example towards its target of the last refresh, in whatever order it comes', async () => {
  // One step an epoch over all examples: the loss is the mean divergence from targets that stay, then are renewed.
  const application = made({ updateEvery: 2 });
  await application.start(data);
  const whole = { ...options, epochs: 4, batchSize: 30 };
  const expected: number[] = [];
  let targets: number[][] = [];
  const history = await application.fit(data, {
    ...whole,
    callbacks: [
      {
        onTrainBegin: () => look(0),
        onStep: ({ step }) => (step < whole.epochs ? look(step) : undefined),
      },
    ],
  });
  async function look(step: number) {
    const codes = tf.tidy(
      () => application.autoencoder.encode(tf.tensor2d(points)).arraySync() as number[][],
    );
    const { q, p, frequencies } = assignmentsOf(codes, (await application.centroids()).values);
    if (step % 2 === 0) {
      targets = p;
      expectAllClose(application.state.frequencies!.dataSync(), frequencies);
    }
    expected.push(q.reduce((sum, row, i) => sum + divergence(targets[i]!, row), 0) / q.length);
  }
  const found = history.epochs.map(({ terms }) => terms['clustering/loss']!);
  expectAllClose(found, expected, { relative: 1e-4 });
  expect(found[1]).toBeLessThan(found[0]!);
  application.dispose();
  application.autoencoder.dispose();
});

it('gives batches the targets of their own examples', async () => {
  const application = made({ updateEvery: 1000 });
  await application.start(data);
  const { q, p } = assignmentsOf(points, (await application.centroids()).values);
  // Nothing moves: over an epoch, the batches' losses are those of all examples.
  const history = await application.fit(data, { ...options, epochs: 1, batchSize: 7, learningRate: 1e-12 });
  const expected = q.reduce((sum, row, i) => sum + divergence(p[i]!, row), 0) / q.length;
  expectAllClose([history.epochs[0]!.terms['clustering/loss']!], [expected], { relative: 1e-4 });
  application.dispose();
  application.autoencoder.dispose();
});

it('stops once fewer labels change than the tolerance, and never with a tolerance of 0', async () => {
  for (const [tolerance, steps, stopped] of [
    [0.001, 4, 'early'],
    [0, 9, 'finished'],
  ] as const) {
    const application = made({ updateEvery: 4, tolerance });
    const history = await application.fit(data, { ...options, epochs: 3 });
    expect(history).toMatchObject({ steps, stopped });
    application.dispose();
    application.autoencoder.dispose();
  }
});

it('judges validation data by their own targets, whatever their labels', async () => {
  const application = improvedDeepEmbeddedClustering(identity(), { clusters: 3, restarts: 2 });
  const { epochs } = await application.fit(data, { ...options, epochs: 1, validation: data });
  expect(epochs[0]!.validation!['clustering/clusteringDivergence']).toBeGreaterThan(0);
  expect(epochs[0]!.validation!['clustering/clusteringDivergence']).toBeLessThan(1);
  application.dispose();
  application.autoencoder.dispose();
});

it('takes a stream in its order, and refuses one that shuffles in an order of its own', async () => {
  const stream = streamDataset(() => points.map((x) => ({ x })), { shape: [2], shuffleBuffer: 8 });
  const application = made({});
  await expect(application.fit(stream, options)).rejects.toThrow(DataError);
  await expect(application.fit(stream, options)).rejects.toThrow('shuffles in an order of its own');
  const history = await application.fit(stream, { ...options, shuffle: false });
  expect(history.stopped).toBe('finished');
  application.dispose();
  application.autoencoder.dispose();
});

it("sends whoever calls core's fit to its own, labels or not", async () => {
  const application = made({});
  await application.start(data);
  const unlabelled = arrayDataset({ x: points });
  await expect(fit(application, unlabelled, options)).rejects.toThrow("call 'await application.fit(data");
  await expect(fit(application, data, options)).rejects.toThrow("call 'await application.fit(data");
  application.dispose();
  application.autoencoder.dispose();
});
