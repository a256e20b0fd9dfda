import { randomSource } from '@autoencoders/backend';
import { fit, load, memoryStore, save, useBackend } from '@autoencoders/core';
import { OptionError, ShapeError } from '@autoencoders/errors';
import { denseDecoder, denseEncoder } from '@autoencoders/layers';
import { expectAllClose, expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { importanceWeightedLogLikelihood, variationalAutoencoder } from './index.js';
import { linearNumbers, logEvidence } from './testing/linear-model.js';

beforeAll(() => useBackend('cpu'));

type Options = Parameters<typeof variationalAutoencoder>[0];

const { out, outBias } = linearNumbers;
const numbers = { meanKernel: [0.4, -0.7], spreadKernel: [0.3, 0.5], out: [...out], outBias: [...outBias] };
const inputs = [
  [0.25, 0.9],
  [0.8, 0.1],
];
const context = { step: 3, epoch: 0, training: true, random: randomSource(11, 3) };

/** Two inputs, one latent dimension, weights set by hand. */
function byHand(options: Partial<Options> = {}) {
  const model = variationalAutoencoder({ inputShape: [2], latentDim: 1, hidden: [], ...options });
  const { meanKernel, spreadKernel, out, outBias } = numbers;
  tf.tidy(() => {
    const column = (values: number[]) => tf.tensor2d(values, [2, 1]);
    const weights = [column(meanKernel), tf.tensor1d([0.1]), column(spreadKernel), tf.tensor1d([-0.4])];
    model.networks.encoder.setWeights(weights);
    model.networks.decoder.setWeights([tf.tensor2d([out]), tf.tensor1d(outBias)]);
  });
  return model;
}

/** Both sides of the bound of each input, in double precision, from the formulas of the paper. */
function expectedSides() {
  const noise = tf.tidy(() => context.random.normal('posterior', [2, 1]).dataSync());
  return inputs.map(([a, b], row) => {
    const mean = 0.4 * a! - 0.7 * b! + 0.1;
    const logVariance = 0.3 * a! + 0.5 * b! - 0.4;
    const z = mean + Math.exp(logVariance / 2) * noise[row]!;
    const reconstruction = [a!, b!].reduce((sum, value, index) => {
      const p = 1 / (1 + Math.exp(-(numbers.out[index]! * z + numbers.outBias[index]!)));
      return sum - value * Math.log(p) - (1 - value) * Math.log(1 - p);
    }, 0);
    return { reconstruction, kl: (mean ** 2 + Math.exp(logVariance) - 1 - logVariance) / 2 };
  });
}

/** The loss terms of the inputs. */
function terms(model: ReturnType<typeof byHand>, step: Partial<typeof context> = {}): Record<string, number> {
  return tf.tidy(() => {
    const found = model.phases[0]!.loss({ x: tf.tensor2d(inputs) }, { ...context, ...step });
    return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, value.dataSync()[0]!]));
  });
}

describe('the bound', () => {
  const sides = expectedSides();
  const reconstruction = (sides[0]!.reconstruction + sides[1]!.reconstruction) / 2;
  const kl = (sides[0]!.kl + sides[1]!.kl) / 2;

  it('is what the formulas give in double precision', () => {
    const found = terms(byHand());
    expectAllClose(
      [found.loss!, found.reconstruction!, found.kl!, found.negativeElbo!],
      [reconstruction + kl, reconstruction, kl, reconstruction + kl],
    );
  });

  it('is given for each example among the figures, with the error of the reconstruction', () => {
    const figures = tf.tidy(() => {
      const found = byHand().figures({ x: tf.tensor2d(inputs) }, context);
      return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, [...value.dataSync()]]));
    });
    expectAllClose(
      figures.reconstruction!,
      sides.map((side) => side.reconstruction),
    );
    expectAllClose(
      figures.kl!,
      sides.map((side) => side.kl),
    );
    expectAllClose(
      figures.negativeElbo!,
      sides.map((side) => side.reconstruction + side.kl),
    );
    expect(Object.keys(figures)).toContain('squaredError');
  });

  it('weighs the divergence by beta, and the ELBO among the terms stays the ELBO', () => {
    const found = terms(byHand({ beta: 4 }));
    expectAllClose([found.loss!, found.negativeElbo!], [reconstruction + 4 * kl, reconstruction + kl]);
  });

  it('lets that weight rise over the annealing steps, in training only', () => {
    const model = byHand({ beta: 2, annealingSteps: 10 });
    const weight = (step: object) => (terms(model, step).loss! - reconstruction) / kl;
    const weights = [{ step: 0 }, { step: 5 }, { step: 10 }, { step: 99 }, { step: 0, training: false }];
    expectAllClose(weights.map(weight), [0, 1, 2, 2, 2], { absolute: 1e-5 });
  });

  it("counts a dimension's divergence from the free nats on, as its mean over the batch", () => {
    const least = (freeBits: number) => terms(byHand({ freeBits })).loss! - reconstruction;
    expectAllClose([least(kl / 2), least(kl * 3)], [kl, kl * 3]);
    expectAllClose([terms(byHand({ freeBits: 5 })).negativeElbo!], [reconstruction + kl]);
  });
});

describe('a linear Gaussian model, whose likelihood is known', () => {
  // The exact posterior of x = w z + b + noise is Gaussian, too.
  const { out: w, outBias: b, variance: s } = linearNumbers;
  const precision = 1 + (w[0] ** 2 + w[1] ** 2) / s;

  it.each([1, 25])(
    'is found to the last digit by %i importance-weighted draws of the exact posterior',
    (samples) => {
      const model = byHand({ likelihood: 'gaussian', variance: s });
      const gain = w.map((value) => value / s / precision);
      const offset = -(gain[0]! * b[0]! + gain[1]! * b[1]!);
      tf.tidy(() => {
        const spread = tf.tensor1d([-Math.log(precision)]);
        model.networks.encoder.setWeights([
          tf.tensor2d(gain, [2, 1]),
          tf.tensor1d([offset]),
          tf.zeros([2, 1]),
          spread,
        ]);
      });
      const found = tf.tidy(() => {
        const options = { samples, random: randomSource(1) };
        return importanceWeightedLogLikelihood(model, tf.tensor2d(inputs), options).dataSync();
      });
      expectAllClose(
        found,
        inputs.map((x) => logEvidence(linearNumbers, x)),
        { relative: 1e-5, absolute: 1e-5 },
      );
      model.dispose();
    },
  );
});

describe('likelihoods', () => {
  it('of one-hot values decodes to probabilities', () => {
    const model = variationalAutoencoder({
      inputShape: [3, 4],
      latentDim: 2,
      hidden: [5],
      likelihood: 'categorical',
    });
    const sums = tf.tidy(() =>
      tf.sum(model.decode(tf.randomNormal([6, 2], 0, 1, 'float32', 1)), -1).dataSync(),
    );
    expect(sums.length).toBe(18);
    expectAllClose(sums, new Array(18).fill(1));
    expect(model.domain).toMatchObject({ minimum: 0, maximum: 1 });
    model.dispose();
  });

  it('of unbounded values takes any number', async () => {
    const model = variationalAutoencoder({
      inputShape: [4],
      latentDim: 2,
      hidden: [5],
      likelihood: 'laplace',
    });
    const x = tf.tensor2d(testValues(24, -40, 40), [6, 4]);
    await expectNoLeak(() => fit(model, x, { epochs: 2 }));
    tf.dispose(x);
    model.dispose();
  });
});

describe("networks of the caller's own", () => {
  const heads = ['mean', 'logVariance'];

  it('are used, saved and brought back', async () => {
    const encoder = denseEncoder({ inputShape: [6], hidden: [7, 5], latentDim: 2, heads });
    const model = variationalAutoencoder({ inputShape: [6], latentDim: 2, hidden: [4], encoder });
    expect(model.networks.encoder).toBe(encoder);
    const store = memoryStore();
    await save(model, store);
    const loaded = await load(store, [variationalAutoencoder]);
    const x = tf.tensor2d(testValues(18, 0, 1), [3, 6]);
    expect([...tf.tidy(() => loaded.reconstruct(x).dataSync())]).toEqual([
      ...tf.tidy(() => model.reconstruct(x).dataSync()),
    ]);
  });

  it.each<[string, Partial<Options>, RegExp]>([
    [
      'an encoder without a log-variance',
      { encoder: denseEncoder({ inputShape: [6], latentDim: 2 }) },
      /'encoder' gives \[2\], it must give \[2\] and \[2\]/,
    ],
    [
      'an encoder of other inputs',
      { encoder: denseEncoder({ inputShape: [5], latentDim: 2, heads }) },
      /'encoder' takes \[5\], it must take \[6\]/,
    ],
    [
      'a decoder of one number per value where the variance is learned',
      {
        likelihood: 'gaussian',
        variance: 'learned',
        decoder: denseDecoder({ latentDim: 2, outputShape: [6] }),
      },
      /'decoder' gives \[6\], it must give \[12\]/,
    ],
  ])('that do not fit are named: %s', (_what, options, message) => {
    const create = () => variationalAutoencoder({ inputShape: [6], latentDim: 2, ...options });
    expect(create).toThrow(ShapeError);
    expect(create).toThrow(message);
  });
});

it.each<[Record<string, unknown>, RegExp]>([
  [{ likelihood: 'poisson' }, /likelihood is "poisson"/],
  [{ variance: 0 }, /variance is 0/],
  [{ beta: -1 }, /beta is -1/],
  [{ annealingSteps: 1.5 }, /annealingSteps is 1.5/],
  [{ hidden: [400, 0] }, /hidden\.1 is 0/],
])('refuses %j', (options, message) => {
  const create = () => variationalAutoencoder({ inputShape: [6], ...options });
  expect(create).toThrow(OptionError);
  expect(create).toThrow(message);
});
