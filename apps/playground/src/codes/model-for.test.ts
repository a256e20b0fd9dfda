import { adversarialAutoencoder } from '@autoencoders/adversarial';
import { randomSource, useBackend } from '@autoencoders/backend';
import { conditionalVariationalAutoencoder } from '@autoencoders/variational';
import { vectorQuantizedAutoencoder } from '@autoencoders/vector-quantized';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { sliderModel } from '../rooms/generate/slider-model.js';
import { givenTo, hasCodebook, isSlow, modelFor } from './model-for.js';

beforeAll(async () => {
  await useBackend('cpu');
});

const inputs = () => randomSource(1).uniform('x', [5, 6]);

describe('a model with a codebook', () => {
  const made = () =>
    vectorQuantizedAutoencoder({ inputShape: [6], positions: 3, codes: 7, codeDim: 4, hidden: [8] });

  it('decodes what is near its codes as those', () => {
    const model = made();
    expect(hasCodebook(model)).toBe(true);
    const codes = model.encode(inputs());
    const shaken = tf.add(codes, tf.mul(randomSource(2).uniform('shake', codes.shape), 1e-5));
    const before = tf.memory().numTensors;
    const decoded = modelFor(model).decode(shaken);
    expect(tf.memory().numTensors).toBe(before + 1);
    expect([...decoded.dataSync()]).toEqual([...model.decode(codes).dataSync()]);
  });

  it('has a slider for the entry of each position', () => {
    const model = made();
    const sliders = sliderModel(model);
    expect(sliders.latentShape).toEqual([3]);
    const x = inputs();
    const before = tf.memory().numTensors;
    const entries = sliders.encode(x);
    const decoded = sliders.decode(entries);
    expect(tf.memory().numTensors).toBe(before + 2);
    expect([...entries.dataSync()]).toEqual([...model.encodeIndices(x).dataSync()]);
    expect([...decoded.dataSync()]).toEqual([...model.reconstruct(x).dataSync()]);
    // Beyond the ends is the end.
    const far = sliders.decode(tf.tensor2d([[-4, 99, 2.2]]));
    const nearest = model.decodeIndices(tf.tensor2d([[0, 6, 2]], [1, 3], 'int32'));
    expect([...far.dataSync()]).toEqual([...nearest.dataSync()]);
  });
});

it('a conditional model decodes the class it is told', () => {
  const model = conditionalVariationalAutoencoder({ inputShape: [6], latentDim: 2, classes: 3, hidden: [8] });
  expect(givenTo(model)).toEqual({ by: 'condition', count: 3 });
  const z = randomSource(1).normal('z', [4, 2]);
  const told = modelFor(model, 2).decode(z).dataSync();
  expect([...told]).toEqual([...model.decode(z, [2, 2, 2, 2]).dataSync()]);
  expect([...told]).not.toEqual([...model.decode(z).dataSync()]);
  expect(modelFor(model)).toBe(model);
});

it('an adversarial model with classes draws the one it is told', () => {
  const model = adversarialAutoencoder({
    inputShape: [6],
    latentDim: 2,
    prior: 'mixture',
    classes: 4,
    hidden: [8],
  });
  expect(givenTo(model)).toEqual({ by: 'prior', count: 4 });
  expect(isSlow(model)).toBe(false);
  const drawn = modelFor(model, 3).samplePrior!(5, randomSource(9)).dataSync();
  expect([...drawn]).toEqual([...model.samplePrior(5, randomSource(9), [3, 3, 3, 3, 3]).dataSync()]);
});
