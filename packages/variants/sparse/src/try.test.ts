import { fit, useBackend } from '@autoencoders/core';
import { digits } from '@autoencoders/data';
import * as tf from '@tensorflow/tfjs';
import { it } from 'vitest';
import { sparseAutoencoder, unitActivity } from './index.js';

it.each([-0.5, -1, -2, -10])('kill %f', async (bias) => {
  await useBackend('wasm');
  for (const auxiliaryWeight of [0, 1 / 32]) {
    const model = sparseAutoencoder({ inputShape: [8, 8, 1], latentDim: 128, sparsity: 'topK', k: 8, auxiliaryK: 32, auxiliaryWeight, deadAfter: 1000 });
    const b = model.networks.encoder.getLayer('encoder-code').weights[1]!.read() as tf.Variable;
    b.assign(tf.tensor1d(Array.from({ length: 128 }, (_, i) => (i < 64 ? bias : 0))));
    const before = await unitActivity(model, digits());
    const t = performance.now();
    const h = await fit(model, digits(), { epochs: 10, batchSize: 64, learningRate: 2e-3, seed: 1 });
    const after = await unitActivity(model, digits());
    console.log(bias, auxiliaryWeight, before.dead.length, after.dead.length, after.dead.filter((u) => u < 64).length, h.epochs.at(-1)!.terms, Math.round(performance.now() - t));
    model.dispose();
  }
});
