import { memoryStore, save, useBackend } from '@autoencoders/core';
import { DataError, ModelFormatError } from '@autoencoders/errors';
import { expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type ClusteringOptions, clustering, loadClustering } from './index.js';
import { blobs } from './testing/blobs.js';
import { identity, identityAutoencoder } from './testing/identity.js';

beforeAll(() => useBackend('cpu'));

const factories = [identityAutoencoder];
const { data } = blobs(3, 30);
const { data: others } = blobs(4, 30, 8);

describe.each<[string, ClusteringOptions]>([
  ['k-means', { method: 'k-means', clusters: 3, standardize: true }],
  ['a full mixture', { method: 'gaussian-mixture', clusters: 3 }],
  ['a diagonal mixture', { method: 'gaussian-mixture', clusters: 3, covariance: 'diagonal' }],
  ['a spherical mixture', { method: 'gaussian-mixture', clusters: 3, covariance: 'spherical' }],
  ['UMAP', { method: 'k-means', clusters: 3, umap: { neighbors: 10, epochs: 50 }, standardize: true }],
])('%s', (_name, options) => {
  it('assigns after loading as before, to the bit', async () => {
    const groups = clustering(identity(), options);
    await groups.fit(data);
    const store = memoryStore();
    await save(groups, store);
    const loaded = await loadClustering(store, factories);
    expect(loaded.options).toEqual(groups.options);
    expect(loaded.clusters).toBe(groups.clusters);
    expect(await loaded.assign(others)).toEqual(await groups.assign(others));
    expect(await loaded.prototypes()).toEqual(await groups.prototypes());
    if (options.method === 'gaussian-mixture' || options.umap) {
      expect(await loaded.probabilities(others)).toEqual(await groups.probabilities(others));
    }
    // And it can be fitted again, as the first time.
    const again = await loaded.fit(data);
    expect(again.labels).toEqual((await groups.fit(data)).labels);
  });
});

describe('loading', () => {
  it('gives back what was not fitted yet', async () => {
    const store = memoryStore();
    await save(clustering(identity(), { method: 'k-means', clusters: 3 }), store);
    const loaded = await loadClustering(store, factories);
    await expect(loaded.assign(data)).rejects.toThrow("call its 'fit(data)'");
    expect((await loaded.fit(data)).clusters).toBe(3);
    await expect(loaded.assign(tf.zeros([0, 2]))).rejects.toThrow(DataError);
  });

  it('leaves no tensor behind but what its owner disposes', async () => {
    const groups = clustering(identity(), { method: 'k-means', clusters: 3 });
    await groups.fit(data);
    const store = memoryStore();
    await save(groups, store);
    await expectNoLeak(async () => {
      const loaded = await loadClustering(store, factories);
      await loaded.assign(data);
      loaded.dispose();
      loaded.autoencoder.dispose();
    });
  });

  it('names a state that does not fit the options', async () => {
    const groups = clustering(identity(), { method: 'gaussian-mixture', clusters: 3 });
    await groups.fit(data);
    const { weights, ...fewer } = groups.state!;
    const store = memoryStore();
    await save({ ...groups, state: fewer }, store);
    await expectNoLeak(async () => {
      await expect(loadClustering(store, factories)).rejects.toThrow("the state 'weights'");
    });
    await expect(loadClustering(store, factories)).rejects.toThrow(ModelFormatError);
    weights!.dispose();
  });
});
