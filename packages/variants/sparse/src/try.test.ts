import { fit, useBackend } from '@autoencoders/core';
import { digits } from '@autoencoders/data';
import * as tf from '@tensorflow/tfjs';
import { it } from 'vitest';
import { sparseAutoencoder, unitActivity } from './index.js';

const cases: [string, object, number, number, object][] = [
  ['-0.5', {}, -0.5, 10, {}], ['-2', {}, -2, 10, {}], ['-10', {}, -10, 10, {}], ['-10 long', {}, -10, 30, {}],
  ['deep -2', { hidden: [64] }, -2, 20, {}],
  ['natural', { latentDim: 512, k: 8, auxiliaryK: 32 }, 0, 15, { learningRate: 3e-3 }],
  ['natural fast', { latentDim: 512, k: 8, auxiliaryK: 64 }, 0, 15, { learningRate: 2e-2 }],
];
it.each(cases)('kill %s', async (name, options, bias, epochs, more) => {
  await useBackend('wasm');
  for (const auxiliaryWeight of [0, 1 / 32]) {
    const model = sparseAutoencoder({ inputShape: [8, 8, 1], latentDim: 128, sparsity: 'topK', k: 8, auxiliaryK: 32, auxiliaryWeight, deadAfter: 1000, ...options });
    const units = model.latentShape[0]!;
    const b = model.networks.encoder.getLayer('encoder-code').weights[1]!.read() as tf.Variable;
    b.assign(tf.tensor1d(Array.from({ length: units }, (_, i) => (i < 64 ? bias : 0))));
    const before = await unitActivity(model, digits());
    const h = await fit(model, digits(), { epochs, batchSize: 64, learningRate: 2e-3, seed: 1, ...more });
    const after = await unitActivity(model, digits());
    const t = h.epochs.at(-1)!.terms;
    console.log(process.env.RECT, name, auxiliaryWeight.toFixed(3), 'dead', before.dead.length, after.dead.length, 'killed', after.dead.filter((u) => u < 64).length, 'se', t['reconstruction/squaredError']!.toFixed(3), t['reconstruction/auxiliary']);
    model.dispose();
  }
});
