import { randomSource } from '@autoencoders/backend';
import { adam, cosineDecay, useBackend } from '@autoencoders/core';
import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { reducer } from './autoencoder-reducer.js';
import { pcaReducer } from './classical-reducers.js';
import { compareReductions } from './compare-reductions.js';

beforeAll(() => useBackend('cpu'));

it('a linear autoencoder reaches the least error of a subspace, that of PCA', async () => {
  const x = tf.tidy(() => {
    const deviations = tf.tensor1d([2, 1.6, 1.2, 0.7, 0.5, 0.4]);
    const mixing = randomSource(2).normal('mixing', [6, 6]);
    const points = tf.mul(randomSource(1).normal('points', [200, 6]), deviations);
    const turned = tf.matMul(points as tf.Tensor2D, tf.linalg.qr(mixing)[0]);
    return tf.sub(turned, tf.mean(turned, 0));
  });
  const epochs = 400;
  const model = undercompleteAutoencoder({ inputShape: [6], latentDim: 3, architecture: 'linear', seed: 1 });
  const linear = reducer(model, {
    training: {
      epochs,
      batchSize: 200,
      shuffle: false,
      optimizer: adam(),
      learningRate: cosineDecay(0.03, epochs),
    },
  });
  const results = await compareReductions({ linear, pca: pcaReducer({ dimensions: 3 }) }, x);
  const ratio = results.linear.measures.reconstructionError! / results.pca.measures.reconstructionError!;
  expect(ratio).toBeGreaterThan(1 - 1e-5);
  expect(ratio).toBeLessThan(1.001);
  x.dispose();
  model.dispose();
});
