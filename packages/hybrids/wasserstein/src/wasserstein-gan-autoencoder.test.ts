import { randomSource } from '@autoencoders/backend';
import { adam, fit, useBackend } from '@autoencoders/core';
import { OptionError, ShapeError } from '@autoencoders/errors';
import { expectAllClose } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { wassersteinGanAutoencoder } from './index.js';
import { discrepancyOf, twoGroups } from './testing/two-groups.js';

beforeAll(() => useBackend('wasm'));

const context = { step: 0, epoch: 0, training: true, random: randomSource(3) };

/** A network from one number to another, `slope · x + offset`. */
function line(name: string, slope: number, offset: number): tf.LayersModel {
  const layer = tf.layers.dense({ units: 1, inputShape: [1] });
  const network = tf.sequential({ name, layers: [layer] });
  tf.tidy(() => layer.setWeights([tf.tensor2d([slope], [1, 1]), tf.tensor1d([offset])]));
  return network;
}

const log = (s: number) => Math.log(1 / (1 + Math.exp(-s)));
const sigmoid = (s: number) => 1 / (1 + Math.exp(-s));
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('the game, worked by hand', () => {
  // f(x) = 2x - 1, g(z) = 3z + 1, D(z) = σ(1/4 - z).
  const toy = (options: object = {}) =>
    wassersteinGanAutoencoder({
      inputShape: [1],
      latentDim: 1,
      weight: 7,
      encoder: line('encoder', 2, -1),
      decoder: line('decoder', 3, 1),
      discriminator: line('discriminator', -1, 0.25),
      ...options,
    });
  const x = [1, -2];
  const ofCodes = x.map((value) => 0.25 - (2 * value - 1));
  const errors = x.map((value) => 6 * value - 2 - value);

  it('the discriminator raises log D(z) + log(1 - D(f(x)))', () => {
    const model = toy();
    tf.tidy(() => {
      const drawn = [...randomSource(3).normal('prior', [2, 1]).dataSync()];
      const { loss } = model.phases[0]!.loss({ x: tf.tensor2d(x, [2, 1]) }, context);
      const value = mean(drawn.map((z) => log(0.25 - z))) + mean(ofCodes.map((s) => log(-s)));
      expectAllClose(loss.dataSync(), [-value]);
    });
    model.dispose();
  });

  it('encoder and decoder lower the squared error and λ times -log D(f(x)), in one phase', () => {
    const model = toy();
    tf.tidy(() => {
      const { loss, variables } = model.phases[1]!;
      const batch = { x: tf.tensor2d(x, [2, 1]) };
      const terms = loss(batch, context);
      const value = (name: string) => terms[name]!.dataSync()[0]!;
      const [fidelity, adversarial] = [mean(errors.map((e) => e ** 2)), -mean(ofCodes.map(log))];
      expectAllClose(['squaredError', 'adversarial', 'loss'].map(value), [
        fidelity,
        adversarial,
        fidelity + 7 * adversarial,
      ]);
      const { grads } = tf.variableGrads(() => loss(batch, context).loss, [...variables]);
      // Of an error by the code 2 · 3 e, of the logit -1.
      const byCode = x.map((_, index) => 6 * errors[index]! + 7 * (1 - sigmoid(ofCodes[index]!)));
      expectAllClose(
        variables.flatMap(({ name }) => [...grads[name]!.dataSync()]),
        [
          mean(byCode.map((slope, index) => slope * x[index]!)),
          mean(byCode),
          mean(errors.map((e, index) => 2 * e * (2 * x[index]! - 1))),
          mean(errors.map((e) => 2 * e)),
        ],
      );
    });
    model.dispose();
  });

  it('with a likelihood, its negative logarithm stands for the error, which validation adds', () => {
    const model = toy({ loss: 'gaussian' });
    tf.tidy(() => {
      const batch = { x: tf.tensor2d(x, [2, 1]) };
      const terms = model.phases[1]!.loss(batch, { ...context, training: false });
      const squares = mean(errors.map((e) => e ** 2));
      expectAllClose(terms.negativeLogLikelihood!.dataSync(), [(squares + Math.log(2 * Math.PI)) / 2]);
      expectAllClose(terms.squaredError!.dataSync(), [squares]);
      expect(model.phases[1]!.loss(batch, context)).not.toHaveProperty('squaredError');
    });
    model.dispose();
  });

  it('tells what the discriminator thinks of codes', () => {
    const model = toy();
    tf.tidy(() => {
      expectAllClose(model.discriminate(tf.tensor2d([0, 2], [2, 1])).dataSync(), [0.25, -1.75]);
      expect(() => model.discriminate(tf.zeros([2, 2]))).toThrow(ShapeError);
    });
    model.dispose();
  });
});

it('brings all codes together to the prior, which a plain autoencoder does not', async () => {
  const x = twoGroups(400);
  const found: number[] = [];
  for (const weight of [0, 10]) {
    const model = wassersteinGanAutoencoder({
      inputShape: [6],
      latentDim: 2,
      hidden: [12],
      activation: 'tanh',
      discriminatorHidden: [32, 32],
      gradientPenalty: 'r1',
      gradientPenaltyWeight: 1,
      weight,
    });
    const optimizer = adam({ beta1: 0.5 });
    await fit(model, x, { epochs: 40, batchSize: 100, learningRate: 1e-2, optimizer });
    found.push(discrepancyOf(model, x));
    model.dispose();
  }
  x.dispose();
  expect(found[1]!).toBeLessThan(0.2);
  expect(found[0]!).toBeGreaterThan(4 * found[1]!);
});

it('names what is wrong', () => {
  const small = { inputShape: [6], latentDim: 2, hidden: [4] };
  expect(() => wassersteinGanAutoencoder({ ...small, weight: -1 })).toThrow(OptionError);
  expect(() =>
    wassersteinGanAutoencoder({ ...small, adversarialLoss: 'hinge', labelSmoothing: 0.1 }),
  ).toThrow(OptionError);
  const discriminator = line('discriminator', 1, 0);
  expect(() => wassersteinGanAutoencoder({ ...small, discriminator })).toThrow(
    "the network 'discriminator' takes [1], it must take [2]",
  );
  discriminator.dispose();
});
