import { randomSource } from '@autoencoders/backend';
import { evaluate, fit, load, memoryStore, save, useBackend } from '@autoencoders/core';
import { arrayDataset, digits, semiSupervised, split } from '@autoencoders/data';
import { DataError, NumericalError, OptionError, ShapeError } from '@autoencoders/errors';
import { expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { semiSupervisedAdversarialAutoencoder } from './index.js';
import { labelled } from './testing/labelled.js';

beforeAll(() => useBackend('wasm'));

const small = { inputShape: [4], latentDim: 2, hidden: [6], discriminatorHidden: [6], classes: 3 };
const x = testValues(32, 0, 1);

it('classifies digits with five labels of each, and decodes a class that is asked for', async () => {
  const [train, test] = split(digits(), 0.3, { seed: 1 });
  const seen = new Array<number>(10).fill(0);
  const few = labelled(train, (label) => ++seen[label]! <= 5).dataset;
  const model = semiSupervisedAdversarialAutoencoder({
    inputShape: [8, 8, 1],
    classes: 10,
    // Little room beside the class, so that it is used.
    latentDim: 2,
    hidden: [64],
    discriminatorHidden: [64],
  });
  await fit(model, semiSupervised(few, train), {
    epochs: 6,
    batchSize: 100,
    seed: 1,
    learningRate: 3e-3,
  });
  const { error, squaredError } = await evaluate(model, test);
  expect(error).toBeLessThan(0.35);
  expect(squaredError).toBeLessThan(5);
  const asked = tf.tidy(() => {
    const labels = Array.from({ length: 100 }, (_, row) => row % 10);
    const images = model.decode(model.samplePrior(100, randomSource(1), labels));
    const found = tf.argMax(model.classify(images), 1).dataSync();
    return labels.filter((label, row) => found[row] === label).length;
  });
  expect(asked).toBeGreaterThan(30);
  model.dispose();
});

it('goes on where a batch has no labels, and names data that has none at all', async () => {
  const model = semiSupervisedAdversarialAutoencoder(small);
  const none = arrayDataset({ x, shape: [4], y: new Int32Array(8).fill(-1) });
  await expectNoLeak(() => fit(model, none, { epochs: 1, batchSize: 4 }));
  const bare = fit(model, arrayDataset({ x, shape: [4] }), { epochs: 1 });
  await expect(bare).rejects.toThrow(DataError);
  await expect(bare).rejects.toThrow('the data has no labels: give a dataset with y, -1 where');
  model.dispose();
});

it('judges the classes of labelled examples only', async () => {
  const model = semiSupervisedAdversarialAutoencoder(small);
  const judged = (y?: Int32Array) => evaluate(model, arrayDataset({ x, shape: [4], ...(y ? { y } : {}) }));
  expect(Object.keys(await judged())).toEqual(['squaredError']);
  const labels = new Int32Array([0, 1, 2, 0, 1, 2, 0, 1]);
  expect(Object.keys(await judged(labels))).toEqual(['squaredError', 'crossEntropy', 'error']);
  await expect(judged(labels.fill(-1, 5))).rejects.toThrow(NumericalError);
  model.dispose();
});

it('takes networks of the caller, saves them and brings them back', async () => {
  const { networks } = semiSupervisedAdversarialAutoencoder(small);
  const model = semiSupervisedAdversarialAutoencoder({ ...small, ...networks });
  const store = memoryStore();
  await save(model, store);
  const loaded = await load(store, [semiSupervisedAdversarialAutoencoder]);
  tf.tidy(() => {
    const rows = tf.tensor2d(x, [8, 4]);
    expect(loaded.classify(rows).arraySync()).toEqual(model.classify(rows).arraySync());
    expect(() => model.classify(tf.zeros([1, 3]))).toThrow(ShapeError);
  });
  const create = () => semiSupervisedAdversarialAutoencoder({ ...small, ...networks, classes: 4 });
  expect(create).toThrow("the network 'encoder' gives [3] and [2], it must give [4] and [2]");
  for (const one of [model, loaded]) one.dispose();
});

it.each<[object, RegExp]>([
  [{ classes: 1 }, /classes is 1/],
  [{ proportions: [1, 2] }, /proportions has 2 numbers: give one for each of the 3/],
  [{ architecture: 'tied' }, /architecture is "tied"/],
])('refuses %j', (options, message) => {
  const create = () => semiSupervisedAdversarialAutoencoder({ ...small, ...options } as typeof small);
  expect(create).toThrow(OptionError);
  expect(create).toThrow(message);
});
