import { evaluate, fit, useBackend } from '@autoencoders/core';
import { digits } from '@autoencoders/data';
import { squaredError } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { vaeGan } from './index.js';

beforeAll(() => useBackend('wasm'));

it('learns digits by features alone: their error falls, and pixels are nearer than those of the mean image', async () => {
  const data = digits();
  const model = vaeGan({ inputShape: [8, 8, 1], latentDim: 8, hidden: [64], discriminatorHidden: [64] });
  const { epochs } = await fit(model, data, {
    epochs: 4,
    batchSize: 32,
    seed: 1,
    learningRate: { discriminator: 2e-4 },
  });
  const featureErrors = epochs.map(({ terms }) => terms['encoder/featureError']!);
  expect(featureErrors.at(-1)!).toBeLessThan(0.5 * featureErrors[0]!);
  const ofMeanImage = tf.tidy(() => {
    const x = tf.tensor(data.values(Array.from({ length: data.size }, (_, row) => row)), [data.size, 64]);
    return squaredError(x, tf.add(tf.zerosLike(x), tf.mean(x, 0))).dataSync()[0]!;
  });
  expect((await evaluate(model, data)).squaredError).toBeLessThan(0.85 * ofMeanImage);
  model.dispose();
});
