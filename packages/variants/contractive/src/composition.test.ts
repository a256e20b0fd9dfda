import { fit, load, memoryStore, save, useBackend } from '@autoencoders/core';
import { klSparsityPenalty, l1Penalty } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { contractiveAutoencoder } from './index.js';

beforeAll(() => useBackend('wasm'));

/** Rings of varying size, `[count, 8, 8, 1]` with values in [0, 1]. */
function rings(count: number): tf.Tensor {
  return tf.tidy(() => {
    const distance = tf.tensor(
      Array.from({ length: 64 }, (_, i) => Math.hypot((i % 8) - 3.5, Math.floor(i / 8) - 3.5)),
    );
    const radius = tf.reshape(tf.linspace(1, 4, count), [count, 1]);
    return tf.reshape(tf.exp(tf.neg(tf.square(tf.sub(distance, radius)))), [count, 8, 8, 1]);
  });
}

it('one call makes a sparse denoising contractive convolutional autoencoder, whose every term falls', async () => {
  const model = contractiveAutoencoder({
    inputShape: [8, 8, 1],
    latentDim: 12,
    architecture: 'convolutional',
    filters: [6, 8],
    activation: 'sigmoid',
    weight: 0.2,
    corruption: 'masking',
    penalties: [
      l1Penalty({ weight: 0.1 }),
      klSparsityPenalty({ weight: 0.05, target: 0.1, estimate: 'running', layers: ['encoder-down-1'] }),
    ],
  });
  const images = rings(60);
  const { epochs } = await fit(model, images, { epochs: 30, batchSize: 20, seed: 2, learningRate: 5e-3 });

  const [first, last] = [epochs[0]!.terms, epochs.at(-1)!.terms];
  const terms = ['loss', 'squaredError', 'contraction', 'l1Sparsity', 'klSparsity'];
  expect(Object.keys(last)).toEqual(terms.map((name) => `reconstruction/${name}`));
  for (const name of Object.keys(last)) expect(last[name], name).toBeLessThan(first[name]!);
  const sum = terms
    .slice(1)
    .map((name, index) => last[`reconstruction/${name}`]! * [1, 0.2, 0.1, 0.05][index]!)
    .reduce((total, part) => total + part);
  expect(last['reconstruction/loss']).toBeCloseTo(sum, 4);

  const store = memoryStore();
  await save(model, store);
  const loaded = await load(store, [contractiveAutoencoder]);
  expect(loaded.options).toEqual(model.options);
  const [before, after] = [model, loaded].map((each) => [...each.reconstruct(images).dataSync()]);
  expect(after).toEqual(before);
  const states = [model, loaded].map(({ state }) =>
    Object.entries(state!).map(([name, value]) => [name, [...value.dataSync()]]),
  );
  expect(states[0]!.map(([name]) => name)).toEqual(['penalty-3/meanActivation/encoder-down-1']);
  expect(states[1]).toEqual(states[0]);
});
