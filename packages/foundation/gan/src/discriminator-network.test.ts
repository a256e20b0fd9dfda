import { useBackend } from '@autoencoders/core';
import { OptionError, ShapeError } from '@autoencoders/errors';
import { discriminator } from '@autoencoders/layers';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { adversarialOptions, discriminatorNetwork } from './index.js';

beforeAll(() => useBackend('wasm'));

const settings = adversarialOptions.parse({ discriminatorHidden: [6, 4] });
const weights = (network: tf.LayersModel) => network.getWeights().map((weight) => [...weight.dataSync()]);

it('is that of the options, by its seed', () => {
  const network = discriminatorNetwork({ inputShape: [5, 4], seed: 2 }, settings);
  expect(network.name).toBe('discriminator');
  expect(network.getWeights().map(({ shape }) => shape)).toEqual([[20, 6], [6], [6, 4], [4], [4, 1], [1]]);
  const direct = discriminator({ inputShape: [5, 4], hidden: [6, 4], seed: 2 });
  expect(weights(network)).toEqual(weights(direct));
  const other = discriminatorNetwork({ inputShape: [5, 4], seed: 3, name: 'critic' }, settings);
  expect(other.name).toBe('critic');
  expect(weights(other)).not.toEqual(weights(network));
  for (const made of [network, direct, other]) made.dispose();
});

it('judges a vector beside the example, by convolutions where they are asked for', () => {
  const shape = { inputShape: [8, 8, 1], besideDim: 3, filters: [2], seed: 0 };
  const network = discriminatorNetwork(shape, settings);
  const logits = tf.tidy(() => network.predict([tf.ones([7, 8, 8, 1]), tf.ones([7, 3])]) as tf.Tensor);
  expect(logits.shape).toEqual([7, 1]);
  logits.dispose();
  network.dispose();
  expect(() =>
    discriminatorNetwork(
      { inputShape: [8], filters: [2], seed: 0 },
      { ...settings, discriminatorHidden: [0] },
    ),
  ).toThrow(OptionError);
});

it("has the options' dropout", () => {
  const network = discriminatorNetwork(
    { inputShape: [4], seed: 0 },
    { ...settings, discriminatorDropout: 0.5 },
  );
  tf.tidy(() => {
    const x = tf.ones([3, 4]);
    const calm = network.apply(x, { training: false }) as tf.Tensor;
    const dropped = network.apply(x, { training: true }) as tf.Tensor;
    expect([...dropped.dataSync()]).not.toEqual([...calm.dataSync()]);
  });
  network.dispose();
});

it("is the caller's own where there is one, if it fits", () => {
  const own = discriminator({ inputShape: [4], besideDim: 2 });
  expect(discriminatorNetwork({ inputShape: [4], besideDim: 2, seed: 0 }, settings, own)).toBe(own);
  for (const shape of [
    { inputShape: [4] },
    { inputShape: [5], besideDim: 2 },
    { inputShape: [4], besideDim: 3 },
  ]) {
    expect(() => discriminatorNetwork({ ...shape, seed: 0 }, settings, own)).toThrow(ShapeError);
  }
  own.dispose();
});
