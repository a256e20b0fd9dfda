import { nearestCentroid } from '@autoencoders/classical';
import { encode, useBackend } from '@autoencoders/core';
import { OptionError } from '@autoencoders/errors';
import { expectAllClose } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { blobs } from '../testing/blobs.js';
import { identity } from '../testing/identity.js';
import { deepClusteringNetwork } from './deep-clustering-network.js';
import { improvedDeepEmbeddedClustering } from './improved-deep-embedded-clustering.js';

beforeAll(() => useBackend('cpu'));

const { data } = blobs(3, 10);

it('moves centroids without a gradient, each to the running mean of its codes', async () => {
  const model = identity();
  const application = deepClusteringNetwork(model, { clusters: 3, startCount: 0, restarts: 2 });
  await application.start(data);
  const before = await application.centroids();
  await application.fit(data, { epochs: 1, batchSize: 30, learningRate: 1e-12 });
  // The centroids of k-means are the means of their codes: a pass over all of them ends where it began.
  expectAllClose((await application.centroids()).values, before.values, { absolute: 1e-5 });
  expect([...application.state.counts!.dataSync()].reduce((a, b) => a + b)).toBe(30);
  expect(await application.assign(data)).toEqual(
    nearestCentroid(await encode(model, data), await application.centroids()),
  );
  application.dispose();
  model.dispose();
});

it('with augmentation, assigns the examples themselves and moves centroids by them', async () => {
  const trained = async (options: object) => {
    const model = identity();
    const application = deepClusteringNetwork(model, { clusters: 3, startCount: 0, restarts: 2 });
    const shared = { epochs: 1, batchSize: 30, learningRate: 1e-12 };
    const { epochs } = await application.fit(data, { ...shared, ...options });
    const centroids = (await application.centroids()).values;
    application.dispose();
    model.dispose();
    return { distance: epochs[0]!.terms['clustering/squaredDistance']!, centroids };
  };
  const plain = await trained({});
  // Farther than the groups lie apart: by what is seen, all examples would be of another group.
  const shift = [40, 30];
  const moved = await trained({
    augmentation: (source: typeof data) => ({
      ...source,
      async *batches(walk: never) {
        for await (const { x, ...rest } of source.batches(walk)) {
          const shifted = tf.tidy(() => tf.add(x, shift));
          x.dispose();
          yield { ...rest, x: shifted };
        }
      },
    }),
  });
  expectAllClose(moved.centroids, plain.centroids, { absolute: 1e-5 });
  // Each group's mean moved by the shift: the mean square grows by that of the shift.
  expect(moved.distance).toBeCloseTo(plain.distance + 40 ** 2 + 30 ** 2, 1);
});

it('an empty cluster stays where it is, and nothing is assigned to it', async () => {
  const model = identity();
  const application = deepClusteringNetwork(model, { clusters: 3, restarts: 2 });
  await application.start(data);
  const far = [90, 90];
  const { centroids, counts } = application.state;
  const values = centroids!.dataSync();
  centroids!.assign(tf.tensor2d([...values.slice(0, 4), ...far], [3, 2]));
  const { epochs } = await application.fit(data, { epochs: 2, batchSize: 10, learningRate: 1e-4 });
  expect(epochs.at(-1)!.terms['clustering/loss']).toBeLessThan(1e3);
  expect([...centroids!.dataSync().slice(4)]).toEqual(far);
  expect(counts!.dataSync()[2]).toBe(100);
  expect(new Set(await application.assign(data))).toEqual(new Set([0, 1]));
  expect([...(await application.probabilities(data)).values].every(Number.isFinite)).toBe(true);
  application.dispose();
  model.dispose();
});

it('names a weight that is wrong, and a network that is missing', () => {
  const model = identity();
  expect(() => deepClusteringNetwork(model, { clusters: 2, lambda: -1 })).toThrow(OptionError);
  expect(() => deepClusteringNetwork(model, { clusters: 2, startCount: -1 })).toThrow('startCount is -1');
  expect(() => improvedDeepEmbeddedClustering(model, { clusters: 2, gamma: -1 })).toThrow('gamma is -1');
  expect(() => improvedDeepEmbeddedClustering(model, { clusters: 2, alpha: 0 })).toThrow('alpha is 0');
  const headless = { ...model, networks: { encoder: model.networks.encoder } };
  expect(() => deepClusteringNetwork(headless, { clusters: 2 })).toThrow("trains the network 'decoder'");
  model.dispose();
});
