import { randomSource } from '@autoencoders/backend';
import { fit, load, memoryStore, save, useBackend } from '@autoencoders/core';
import { arrayDataset, digits } from '@autoencoders/data';
import { DataError, OptionError, ShapeError } from '@autoencoders/errors';
import { maximumMeanDiscrepancy } from '@autoencoders/losses';
import { expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { adversarialAutoencoder } from './index.js';
import { labelled } from './testing/labelled.js';

beforeAll(() => useBackend('wasm'));

const shared = { inputShape: [6], latentDim: 2, hidden: [24], discriminatorHidden: [24] };
const supervised = { ...shared, prior: 'mixture' as const, classes: 3 };

/** Points about two corners, whose codes by themselves would be far from normal. */
function twoGroups(count: number): tf.Tensor {
  return tf.tidy(() => {
    const noise = randomSource(5).normal('data', [count, 6]);
    const side = tf.reshape(tf.sub(tf.mul(tf.mod(tf.range(0, count), 2), 4), 2), [count, 1]);
    return tf.add(tf.mul(noise, 0.5), side);
  });
}

it('brings all codes together to the prior, which a plain autoencoder does not', async () => {
  const x = twoGroups(400);
  const found: number[] = [];
  for (const phases of [1, 3]) {
    const model = adversarialAutoencoder(shared);
    const part = { ...model, phases: model.phases.slice(0, phases) };
    await fit(part, x, { epochs: 60, batchSize: 100, seed: 1, learningRate: 5e-3 });
    found.push(
      tf.tidy(
        () =>
          maximumMeanDiscrepancy(model.encode(x), model.samplePrior(400, randomSource(11))).dataSync()[0]!,
      ),
    );
    model.dispose();
  }
  x.dispose();
  expect(found[1]!).toBeLessThan(found[0]! / 3);
});

it('supervised, codes come to lie in the component of their label', async () => {
  const model = adversarialAutoencoder({
    inputShape: [8, 8, 1],
    latentDim: 2,
    hidden: [64],
    discriminatorHidden: [64],
    prior: 'mixture',
    classes: 3,
  });
  const data = labelled(digits(), (label) => label < 3);
  await fit(model, data.dataset, { epochs: 40, batchSize: 32, seed: 1, learningRate: 3e-3 });
  const near = tf.tidy(() => {
    const codes = model.encode(data.x()).arraySync() as [number, number][];
    const parts = codes.map(([x, y]) => (Math.round(Math.atan2(y, x) / ((2 * Math.PI) / 3)) + 3) % 3);
    return parts.filter((part, row) => part === data.labels[row]).length / parts.length;
  });
  expect(near).toBeGreaterThan(0.8);
  model.dispose();
});

describe('labels', () => {
  it('may be unknown, or not there at all', async () => {
    const model = adversarialAutoencoder(supervised);
    const x = testValues(48, 0, 1);
    for (const y of [undefined, new Int32Array([0, -1, 2, -1, 1, 0, -1, 2])]) {
      const data = arrayDataset({ x, shape: [6], ...(y ? { y } : {}) });
      await expectNoLeak(() => fit(model, data, { epochs: 1, batchSize: 4 }));
    }
    const wrong = arrayDataset({ x, shape: [6], y: new Int32Array([0, 1, 2, 3, 0, 0, 0, 0]) });
    await expect(fit(model, wrong, { epochs: 1, batchSize: 8, shuffle: false })).rejects.toThrow(DataError);
    model.dispose();
  });

  it('choose the part of the prior that codes are drawn of', async () => {
    const model = adversarialAutoencoder(supervised);
    tf.tidy(() => {
      const codes = model.samplePrior(4, randomSource(1), [1, 1, 1, 1]).arraySync() as [number, number][];
      for (const [x, y] of codes) expect(Math.abs(Math.atan2(y, x) - (2 * Math.PI) / 3)).toBeLessThan(0.8);
    });
    await expectNoLeak(() => {
      expect(() => model.samplePrior(2, randomSource(1), [1])).toThrow(ShapeError);
      expect(() => model.samplePrior(1, randomSource(1), [3])).toThrow(DataError);
    });
    model.dispose();
    const plain = adversarialAutoencoder(shared);
    expect(() => plain.samplePrior(1, randomSource(1), [0])).toThrow('the model has no classes');
    plain.dispose();
  });
});

it('a prior of the caller’s is used, and asked for again after loading', async () => {
  const prior = (count: number) => tf.fill([count, 2], 7);
  const model = adversarialAutoencoder({ ...shared, prior });
  const store = memoryStore();
  await save(model, store);
  const bare = await load(store, [adversarialAutoencoder]);
  const whole = await load(store, [adversarialAutoencoder], { prior });
  tf.tidy(() => {
    const x = tf.tensor2d(testValues(12), [2, 6]);
    expect(bare.encode(x).arraySync()).toEqual(model.encode(x).arraySync());
    expect([...whole.samplePrior(1, randomSource(1)).dataSync()]).toEqual([7, 7]);
  });
  expect(() => bare.samplePrior(1, randomSource(1))).toThrow("'prior' of this model was a function");
  for (const one of [model, bare, whole]) one.dispose();
});

it('with Gaussian codes draws one in training and gives the mean otherwise', () => {
  const model = adversarialAutoencoder({ ...shared, encoding: 'gaussian' });
  tf.tidy(() => {
    const x = tf.tensor2d(testValues(12), [2, 6]);
    expect(model.encode(x).arraySync()).toEqual(model.encode(x).arraySync());
    const drawn = model.networks.encoder.apply(x, { training: true }) as tf.Tensor;
    expect(drawn.arraySync()).not.toEqual(model.encode(x).arraySync());
  });
  model.dispose();
});

it.each<[object, typeof OptionError | typeof ShapeError, RegExp]>([
  [{ classes: 3 }, OptionError, /prior 'normal', which has no part for each label/],
  [{ prior: 'square' }, OptionError, /prior is "square": give one of normal, mixture, swissRoll/],
  [{ prior: { name: 'mixture', radius: -1 } }, OptionError, /radius/],
  [{ encoding: 'gaussian', architecture: 'tied' }, OptionError, /architecture 'tied' has one output/],
])('refuses %j', (options, type, message) => {
  expect(() => adversarialAutoencoder({ ...shared, ...options })).toThrow(type);
  expect(() => adversarialAutoencoder({ ...shared, ...options })).toThrow(message);
});

it('names a network of the caller’s that does not fit', () => {
  const { networks } = adversarialAutoencoder(shared);
  const create = () => adversarialAutoencoder({ ...supervised, discriminator: networks.discriminator });
  expect(create).toThrow(ShapeError);
  expect(create).toThrow("the network 'discriminator' takes [2], it must take [2] and [4]");
});
