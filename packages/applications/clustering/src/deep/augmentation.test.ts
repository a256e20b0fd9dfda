import { useBackend } from '@autoencoders/core';
import { arrayDataset, type Dataset } from '@autoencoders/data';
import { ShapeError } from '@autoencoders/errors';
import { expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DeepClustering, DeepFitOptions } from './deep-clustering.js';
import { kinds } from './testing/kinds.js';
import { deepBlobs } from './testing/pretrained.js';

beforeAll(() => useBackend('cpu'));

const clusters = 3;
const { data } = deepBlobs(clusters, 20, 4);
const options = { epochs: 2, batchSize: 20, seed: 2, learningRate: 0.003 } as const;

/** The dataset with other inputs, in the same order. */
function changed(source: Dataset, change: (x: tf.Tensor) => tf.Tensor): Dataset {
  return {
    ...source,
    async *batches(walk) {
      for await (const batch of source.batches(walk)) {
        const x = tf.tidy(() => change(batch.x));
        batch.x.dispose();
        yield { ...batch, x };
      }
    },
  };
}

const weightsOf = ({ networks }: DeepClustering) =>
  Object.values(networks).flatMap((network) =>
    network.getWeights().flatMap((weight) => [...weight.dataSync()]),
  );

describe.each(kinds)('$name trained on augmented examples', ({ untrained, make }) => {
  async function trained(more: Partial<DeepFitOptions> = {}) {
    const application = make(untrained(), clusters, { updateEvery: 1000 });
    await application.fit(data, { ...options, ...more });
    const found = {
      weights: weightsOf(application),
      frequencies: [...(application.state.frequencies?.dataSync() ?? [])],
    };
    application.dispose();
    application.autoencoder.dispose();
    return found;
  }

  it('sees them in its steps, and takes clusters and targets from the data itself', async () => {
    await expectNoLeak(async () => {
      const plain = await trained();
      const same = await trained({ augmentation: (source) => changed(source, tf.clone) });
      expect(same).toEqual(plain);
      const other = await trained({ augmentation: (source) => changed(source, (x) => tf.mul(x, 0.5)) });
      expect(other.weights).not.toEqual(plain.weights);
      // Those of the targets before the first step; later ones are a thousand steps away.
      expect(other.frequencies).toEqual(plain.frequencies);
    });
  });

  it('refuses others than there are', async () => {
    const wide = arrayDataset({ x: [[1, 2]] });
    await expect(trained({ augmentation: () => wide })).rejects.toThrow(ShapeError);
    await expect(trained({ augmentation: () => wide })).rejects.toThrow('into 1 of shape [2]');
  });
});
