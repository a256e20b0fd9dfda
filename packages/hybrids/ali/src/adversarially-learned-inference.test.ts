import { randomSource } from '@autoencoders/backend';
import { adam, fit, useBackend } from '@autoencoders/core';
import { ShapeError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { adversariallyLearnedInference } from './index.js';
import { line, numbers, plane } from './testing/line.js';

beforeAll(() => useBackend('wasm'));

const context = { step: 0, epoch: 0, training: true, random: randomSource(3) };
const one = { inputShape: [1], latentDim: 1, hidden: [], outputActivation: 'linear' as const };

const logistic = (s: number) => Math.log(1 / (1 + Math.exp(-s)));
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Mean 2x - 1, log-variance x + 0.5; G(z) = 3z + 1; D(x, z) = σ(x/2 - z + 1/4). */
const toy = (options: object = {}) =>
  adversariallyLearnedInference({
    ...one,
    encoder: line('encoder', [2, -1], [1, 0.5]),
    decoder: line('decoder', [3, 1]),
    discriminator: plane(0.5, -1, 0.25),
    ...options,
  });

it('plays for log D(x, z) with z drawn from q(z | x), and log(1 - D(G(z), z)), as worked by hand', () => {
  const x = [1, -2];
  const draws = (purpose: string) => tf.tidy(() => [...randomSource(3).normal(purpose, [2, 1]).dataSync()]);
  const noise = draws('posterior');
  const codes = x.map((value, index) => 2 * value - 1 + Math.exp((value + 0.5) / 2) * noise[index]!);
  const ofReal = x.map((value, index) => 0.5 * value - codes[index]! + 0.25);
  const ofFake = draws('prior').map((z) => 0.5 * (3 * z + 1) - z + 0.25);
  const value = mean(ofReal.map(logistic)) + mean(ofFake.map((s) => logistic(-s)));
  const exchanged = mean(ofReal.map((s) => logistic(-s))) + mean(ofFake.map(logistic));
  for (const [adversarialLoss, generation] of [
    ['saturating', value],
    ['nonSaturating', -exchanged],
  ] as const) {
    const model = toy({ adversarialLoss });
    tf.tidy(() => {
      const losses = model.phases.map(
        ({ loss }) => loss({ x: tf.tensor2d(x, [2, 1]) }, context).loss.dataSync()[0]!,
      );
      expectAllClose(losses, [-value, generation]);
    });
    model.dispose();
  }
});

it('moves the spread of codes by the draw: its slope, worked by hand', () => {
  const model = toy();
  tf.tidy(() => {
    const noise = randomSource(3).normal('posterior', [1, 1]).dataSync()[0]!;
    const { loss, variables } = model.phases[1]!;
    const { grads } = tf.variableGrads(
      () => loss({ x: tf.tensor2d([1], [1, 1]) }, context).loss,
      [...variables],
    );
    const spread = Math.exp(0.75) * noise;
    const logit = 0.5 - (1 + spread) + 0.25;
    // The logit falls with the code, which grows by half the spread with the log-variance.
    const byLogVariance = (-1 / (1 + Math.exp(-logit))) * (spread / 2);
    const slopes = variables.map(({ name }) => grads[name]!.dataSync()[0]!);
    expectAllClose(slopes.slice(2, 4), [byLogVariance, byLogVariance]);
  });
  model.dispose();
});

it('encodes to the mean, and gives the posterior', async () => {
  const model = toy();
  await expectNoLeak(() =>
    tf.tidy(() => {
      const x = tf.tensor2d([1, -2], [2, 1]);
      const { mean: middle, logVariance } = model.posterior(x);
      expectAllClose(model.encode(x).dataSync(), [1, -5]);
      expectAllClose(middle.dataSync(), [1, -5]);
      expectAllClose(logVariance.dataSync(), [1.5, -1.5]);
      expectAllClose(model.reconstruct(x).dataSync(), [4, -14]);
      expect(() => model.posterior(tf.zeros([2, 2]))).toThrow(ShapeError);
    }),
  );
  model.dispose();
});

it('makes of q(z | x) the posterior of the generator, which is its inverse without noise', async () => {
  const x = numbers(1000);
  const model = adversariallyLearnedInference({
    ...one,
    seed: 1,
    discriminatorHidden: [32, 32],
    gradientPenalty: 'r1',
    gradientPenaltyWeight: 0.1,
  });
  const spread = () =>
    tf.tidy(() => tf.mean(tf.exp(tf.mul(model.posterior(x).logVariance, 0.5))).dataSync()[0]!);
  const before = spread();
  await fit(model, x, { epochs: 40, batchSize: 100, learningRate: 1e-2, optimizer: adam({ beta1: 0.5 }) });
  tf.tidy(() => {
    const z = tf.tensor2d([-1, 0, 1], [3, 1]);
    const made = model.decode(z);
    const { mean: middle, variance } = tf.moments(model.decode(model.samplePrior(1000, randomSource(1))));
    expectAllClose([middle.dataSync()[0]!, Math.sqrt(variance.dataSync()[0]!)], [1, 2], { absolute: 0.4 });
    expectAllClose(model.encode(made).dataSync(), z.dataSync(), { absolute: 0.15 });
  });
  expect(spread()).toBeLessThan(before / 2);
  x.dispose();
  model.dispose();
});
