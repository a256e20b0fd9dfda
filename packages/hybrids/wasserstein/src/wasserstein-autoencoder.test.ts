import { randomSource } from '@autoencoders/backend';
import { fit, useBackend } from '@autoencoders/core';
import { OptionError } from '@autoencoders/errors';
import { maximumMeanDiscrepancy } from '@autoencoders/losses';
import { expectAllClose, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { wassersteinAutoencoder } from './index.js';
import { discrepancyOf, twoGroups } from './testing/two-groups.js';

beforeAll(() => useBackend('wasm'));

const shared = { inputShape: [6], latentDim: 2, hidden: [12], activation: 'tanh' as const };
const context = { step: 0, epoch: 0, training: true, random: randomSource(3) };

describe('the loss', () => {
  it('is the reconstruction error and the weighed discrepancy of the batch, each logged', () => {
    const model = wassersteinAutoencoder({ ...shared, weight: 7 });
    tf.tidy(() => {
      const x = tf.tensor2d(testValues(24), [4, 6]);
      const terms = model.phases[0]!.loss({ x }, context);
      const prior = randomSource(3).normal('penalty/prior', [4, 2]);
      const expected = maximumMeanDiscrepancy(model.encode(x), prior, {
        kernel: 'inverseMultiquadratic',
        scales: [0.4, 0.8, 2, 4, 8, 20, 40],
      });
      const value = (name: string) => terms[name]!.dataSync()[0]!;
      expectAllClose([value('discrepancy')], expected.dataSync());
      expectAllClose([value('loss')], [value('squaredError') + 7 * value('discrepancy')]);
    });
    model.dispose();
  });

  it('has no discrepancy for one example', () => {
    const model = wassersteinAutoencoder(shared);
    tf.tidy(() => {
      const { discrepancy } = model.phases[0]!.loss({ x: tf.ones([1, 6]) }, context);
      expect(discrepancy!.dataSync()[0]).toBe(0);
    });
    model.dispose();
  });
});

it('brings all codes together to the prior, which a plain autoencoder does not', async () => {
  const x = twoGroups(400);
  const found: number[] = [];
  for (const weight of [0, 100]) {
    const model = wassersteinAutoencoder({ ...shared, weight });
    await fit(model, x, { epochs: 40, batchSize: 100, seed: 1, learningRate: 1e-2 });
    found.push(discrepancyOf(model, x));
    model.dispose();
  }
  x.dispose();
  expect(found[1]!).toBeLessThan(0.05);
  expect(found[0]!).toBeGreaterThan(4 * found[1]!);
});

it('draws codes of the prior by the seed', () => {
  const model = wassersteinAutoencoder(shared);
  tf.tidy(() => {
    const draw = (seed: number) => [...model.samplePrior(500, randomSource(seed)).dataSync()];
    const values = draw(1);
    expect(values).toEqual(draw(1));
    expect(values).not.toEqual(draw(2));
    const { mean, variance } = tf.moments(tf.tensor1d(values));
    expectAllClose([...mean.dataSync(), ...variance.dataSync()], [0, 1], { absolute: 0.1 });
  });
  model.dispose();
});

it('names what is wrong', () => {
  expect(() => wassersteinAutoencoder({ ...shared, weight: -1 })).toThrow(OptionError);
  expect(() => wassersteinAutoencoder({ ...shared, scales: [] })).toThrow('scales');
});
