import { randomSource } from '@autoencoders/backend';
import { fit, useBackend } from '@autoencoders/core';
import { OptionError } from '@autoencoders/errors';
import { klDecomposition, maximumMeanDiscrepancy } from '@autoencoders/losses';
import { expectAllClose, expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { betaTcVariationalAutoencoder, infoVariationalAutoencoder, variationalAutoencoder } from './index.js';

beforeAll(() => useBackend('cpu'));

const small = { inputShape: [6], latentDim: 2, hidden: [5], seed: 3 };
const inputs = testValues(8 * 6, 0.05, 0.95);

/** The loss terms of one step, of models with the same weights and draws. */
function termsOf({ phases }: ReturnType<typeof variationalAutoencoder>): Record<string, number> {
  return tf.tidy(() => {
    const step = { step: 0, epoch: 0, training: true, random: randomSource(11) };
    const found = phases[0]!.loss({ x: tf.tensor2d(inputs, [8, 6]) }, step);
    return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, value.dataSync()[0]!]));
  });
}

/** The codes that the step draws. */
function drawn(model: ReturnType<typeof variationalAutoencoder>) {
  const { mean, logVariance } = model.posterior(tf.tensor2d(inputs, [8, 6]));
  const noise = randomSource(11).normal('posterior', [8, 2]);
  return { mean, logVariance, z: tf.add(mean, tf.mul(tf.exp(tf.mul(logVariance, 0.5)), noise)) };
}

describe('beta-TC-VAE', () => {
  it('with weights of 1 has the ELBO as its loss, the divergence as it was drawn', () => {
    const model = betaTcVariationalAutoencoder({ ...small, beta: 1 });
    const { loss, reconstruction } = termsOf(model);
    const divergence = tf.tidy(() => {
      const { z, mean, logVariance } = drawn(model);
      const squares = (of: tf.Tensor, v: tf.Tensor) => tf.add(tf.mul(tf.square(of), tf.exp(tf.neg(v))), v);
      const own = squares(tf.sub(z, mean), logVariance);
      const prior = squares(z, tf.zerosLike(z));
      return tf.mul(tf.mean(tf.sum(tf.sub(prior, own), 1)), 0.5).dataSync()[0]!;
    });
    expectAllClose([loss! - reconstruction!], [divergence], { relative: 1e-4 });
    model.dispose();
  });

  it('weighs the parts of the divergence', () => {
    const model = betaTcVariationalAutoencoder({ ...small, alpha: 0.5, beta: 4, gamma: 2 });
    const found = termsOf(model);
    const parts = tf.tidy(() => {
      const { z, mean, logVariance } = drawn(model);
      const { mutualInformation, totalCorrelation, dimensionWiseKl } = klDecomposition(z, mean, logVariance);
      return [mutualInformation, totalCorrelation, dimensionWiseKl].map((part) => part.dataSync()[0]!);
    });
    expectAllClose([found.mutualInformation!, found.totalCorrelation!, found.dimensionWiseKl!], parts);
    const cost = 0.5 * parts[0]! + 4 * parts[1]! + 2 * parts[2]!;
    expectAllClose([found.loss!], [found.reconstruction! + cost]);
    model.dispose();
  });

  it('makes dimensions less dependent than the ELBO does', async () => {
    await useBackend('wasm');
    // Two values that hang together, so that a code of two dimensions may well be turned.
    const x = tf.tidy(() => {
      const [a, b] = [randomSource(1).normal('a', [256, 1]), randomSource(1).normal('b', [256, 1])];
      return tf.concat([tf.add(a, b), tf.sub(a, tf.mul(b, 0.5)), a, b], 1);
    });
    const dependence = async (beta: number) => {
      const options = { inputShape: [4], latentDim: 2, hidden: [16], seed: 2 };
      const model = betaTcVariationalAutoencoder({ ...options, likelihood: 'gaussian', variance: 0.1, beta });
      const { epochs } = await fit(model, x, { epochs: 20, batchSize: 64, learningRate: 0.01, seed: 5 });
      model.dispose();
      return epochs.at(-1)!.terms['elbo/totalCorrelation']!;
    };
    expect(await dependence(20)).toBeLessThan(await dependence(0));
    x.dispose();
    await useBackend('cpu');
  });
});

describe('InfoVAE', () => {
  it('weighs the divergence by 1 - alpha and the discrepancy by alpha + lambda - 1', () => {
    const model = infoVariationalAutoencoder({ ...small, alpha: 0.25, lambda: 10 });
    const found = termsOf(model);
    const discrepancy = tf.tidy(() => {
      const { z } = drawn(model);
      const prior = randomSource(11).normal('prior', [8, 2]);
      return maximumMeanDiscrepancy(z, prior, { kernel: 'rbf', scales: [1] }).dataSync()[0]!;
    });
    expectAllClose([found.discrepancy!], [discrepancy]);
    const cost = 0.75 * found.kl! + 9.25 * discrepancy;
    expectAllClose([found.loss!], [found.reconstruction! + cost], { relative: 1e-5 });
    model.dispose();
  });

  it('goes through a batch of one example', async () => {
    await expectNoLeak(async () => {
      const model = infoVariationalAutoencoder(small);
      const x = tf.tensor2d(inputs.slice(0, 30), [5, 6]);
      const { epochs } = await fit(model, x, { epochs: 1, batchSize: 4 });
      expect(epochs[0]!.terms['elbo/loss']).toBeGreaterThan(0);
      x.dispose();
      model.dispose();
    });
  });
});

it('figures are those of the ELBO, whatever the cost', () => {
  const step = { step: 0, epoch: 0, training: false, random: randomSource(11) };
  const figuresOf = (model: ReturnType<typeof variationalAutoencoder>) =>
    tf.tidy(() => {
      const found = model.figures({ x: tf.tensor2d(inputs, [8, 6]) }, step);
      return Object.values(found).flatMap((values) => [...values.dataSync()]);
    });
  const plain = variationalAutoencoder(small);
  const others = [betaTcVariationalAutoencoder(small), infoVariationalAutoencoder(small)];
  for (const other of others) expect(figuresOf(other)).toEqual(figuresOf(plain));
  for (const model of [plain, ...others]) model.dispose();
});

it.each<[() => unknown, RegExp]>([
  [() => betaTcVariationalAutoencoder({ ...small, beta: -1 }), /beta is -1/],
  [() => infoVariationalAutoencoder({ ...small, lambda: -1 }), /lambda is -1/],
  [() => infoVariationalAutoencoder({ ...small, alpha: 2 }), /alpha is 2/],
  [() => infoVariationalAutoencoder({ ...small, kernel: 'linear' as never }), /kernel is "linear"/],
  [() => infoVariationalAutoencoder({ ...small, scales: [0] }), /scales.0 is 0/],
])('names an option that is wrong', (create, message) => {
  expect(create).toThrow(OptionError);
  expect(create).toThrow(message);
});
