import { randomSource } from '@autoencoders/backend';
import { evaluate, fit, load, memoryStore, save, useBackend } from '@autoencoders/core';
import { OptionError, ShapeError } from '@autoencoders/errors';
import { logMeanExp } from '@autoencoders/metrics';
import { expectAllClose, expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { vampPriorAutoencoder, variationalAutoencoder } from './index.js';
import { logMean, logNormals } from './testing/double-precision.js';
import { assignFlat, assignTestValues, stepOf } from './testing/gradient-estimates.js';

beforeAll(() => useBackend('cpu'));

const small = {
  inputShape: [4],
  latentDim: 2,
  hidden: [6],
  pseudoInputs: 3,
  activation: 'tanh' as const,
  seed: 5,
};

/** Its weights far enough from the start that components are apart. */
function apart() {
  const model = vampPriorAutoencoder(small);
  assignTestValues(model.phases[0]!.variables, -2, 2, 3);
  return model;
}

type Model = ReturnType<typeof apart>;

/** Means and log-variances of the mixture's components. */
function components(model: Model) {
  return tf.tidy(() => {
    const { mean, logVariance } = model.posterior(model.pseudoInputs());
    const [means, logVariances] = [mean.arraySync() as number[][], logVariance.arraySync() as number[][]];
    return means.map((m, k) => ({ mean: m, logVariance: logVariances[k]! }));
  });
}

describe('the prior', () => {
  it('is the mixture of the posteriors of the pseudo-inputs', async () => {
    const model = apart();
    const codes = [
      [0.3, -1.2],
      [2.5, 0.4],
    ];
    const z = tf.tensor2d(codes);
    const parts = components(model);
    const expected = codes.map((code) =>
      logMean(parts.map(({ mean, logVariance }) => logNormals(code, mean, logVariance))),
    );
    expectAllClose(
      tf.tidy(() => model.logPrior(z).dataSync()),
      expected,
    );
    await expectNoLeak(() => model.logPrior(z).dispose());
    tf.tidy(() => {
      expect(() => model.logPrior(tf.zeros([2, 3]))).toThrow(ShapeError);
    });
    z.dispose();
    model.dispose();
  });

  it('is sampled from: draws have its mean and covariance', () => {
    const model = apart();
    const parts = components(model);
    const average = (of: (part: (typeof parts)[0]) => number) =>
      parts.reduce((sum, part) => sum + of(part), 0) / parts.length;
    const draws = tf.tidy(() => model.samplePrior(20_000, randomSource(3)).arraySync() as number[][]);
    /** Compares a mean over the draws with what it should be, by its standard error. */
    const expectMean = (of: (z: number[]) => number, expected: number) => {
      const values = draws.map(of);
      const mean = values.reduce((a, b) => a + b) / values.length;
      const spread = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
      expect(Math.abs(mean - expected)).toBeLessThan(4 * Math.sqrt(spread / values.length));
    };
    for (const d of [0, 1]) {
      expectMean(
        (z) => z[d]!,
        average(({ mean }) => mean[d]!),
      );
      expectMean(
        (z) => z[d]! ** 2,
        average(({ mean, logVariance }) => mean[d]! ** 2 + Math.exp(logVariance[d]!)),
      );
    }
    const together = average(({ mean }) => mean[0]! * mean[1]!);
    expect(
      Math.abs(together - average(({ mean }) => mean[0]!) * average(({ mean }) => mean[1]!)),
    ).toBeGreaterThan(0.05);
    expectMean((z) => z[0]! * z[1]!, together);
    model.dispose();
  });

  it('has pseudo-inputs within the values of the data, and as many weights', () => {
    const model = vampPriorAutoencoder(small);
    tf.tidy(() => {
      const values = model.pseudoInputs();
      expect(values.shape).toEqual([3, 4]);
      expect(Math.min(...values.dataSync())).toBeGreaterThan(0);
      expect(Math.max(...values.dataSync())).toBeLessThan(1);
    });
    expect(model.networks.prior.countParams()).toBe(12);
    tf.tidy(() => {
      const shown = model.views[0]!.rows(tf.zeros([1, 4]), randomSource(1))['pseudo-inputs']!;
      expect(shown.dataSync()).toEqual(model.pseudoInputs().dataSync());
    });
    const other = vampPriorAutoencoder({ ...small, likelihood: 'gaussian' });
    expect(Math.min(...tf.tidy(() => other.pseudoInputs().dataSync()))).toBeLessThan(0);
    const oneHot = vampPriorAutoencoder({ ...small, inputShape: [2, 2], likelihood: 'categorical' });
    expectAllClose(
      tf.tidy(() => tf.sum(oneHot.pseudoInputs(), -1).dataSync()),
      new Array(6).fill(1),
    );
    for (const made of [model, other, oneHot]) made.dispose();
  });
});

describe('the bound', () => {
  it('has figures whose weights have the evidence under the mixture as their mean', () => {
    // p(x | z) = N(out z, ½): under each component of the prior the data is Gaussian.
    const model = vampPriorAutoencoder({
      inputShape: [1],
      latentDim: 1,
      hidden: [],
      likelihood: 'gaussian',
      variance: 0.5,
      pseudoInputs: 2,
    });
    assignFlat(model.phases[0]!.variables, [0.7, 0.2, 0.3, -0.4, 1.4, -0.3, -1.1, 1.6]);
    const [x, out, bias] = [0.8, 1.4, -0.3];
    const evidence = logMean(
      components(model).map(({ mean, logVariance }) =>
        logNormals([x], [out * mean[0]! + bias], [Math.log(out ** 2 * Math.exp(logVariance[0]!) + 0.5)]),
      ),
    );
    tf.tidy(() => {
      const { negativeElbo } = model.figures(
        { x: tf.fill([20_000, 1], x) },
        { ...stepOf(2), training: false },
      );
      expect(Math.abs(logMeanExp(tf.neg(negativeElbo!)).dataSync()[0]! - evidence)).toBeLessThan(0.02);
      expect(-tf.mean(negativeElbo!).dataSync()[0]!).toBeLessThan(evidence);
    });
    model.dispose();
  });

  it('weighs the divergence by beta, which rises over the annealing steps', () => {
    const model = vampPriorAutoencoder({ ...small, beta: 2, annealingSteps: 10 });
    tf.tidy(() => {
      const x = tf.tensor2d(testValues(12, 0, 1), [3, 4]);
      for (const [step, weight] of [
        [0, 0],
        [5, 1],
        [10, 2],
      ] as const) {
        const { loss, reconstruction, kl } = model.phases[0]!.loss({ x }, { ...stepOf(1), step });
        const [a, b, c] = [loss, reconstruction!, kl!].map((term) => term.dataSync()[0]!) as [
          number,
          number,
          number,
        ];
        expectAllClose([a], [b + weight * c]);
      }
    });
    model.dispose();
  });

  it('of data in groups is better than with the prior N(0, I)', async () => {
    const x = tf.tidy(() => {
      const random = randomSource(4);
      const groups = tf.sub(tf.mul(tf.floor(tf.mul(random.uniform('group', [256, 1]), 3)), 4), 4);
      return tf.add(tf.tile(groups, [1, 4]), tf.mul(random.normal('noise', [256, 4]), 0.3));
    });
    const options = {
      inputShape: [4],
      latentDim: 1,
      hidden: [16],
      likelihood: 'gaussian' as const,
      variance: 0.1,
    };
    const bounds: number[] = [];
    for (const model of [
      vampPriorAutoencoder({ ...options, pseudoInputs: 9 }),
      variationalAutoencoder(options),
    ]) {
      await fit(model, x, { epochs: 20, batchSize: 32, learningRate: 0.01, seed: 2 });
      bounds.push((await evaluate(model, x)).negativeElbo!);
      model.dispose();
    }

    expect(bounds[0]!).toBeLessThan(bounds[1]! - 1);
    x.dispose();
  });
});

it('takes a network of the caller that makes pseudo-inputs, saves it and brings it back', async () => {
  const { networks } = apart();
  const model = vampPriorAutoencoder({ ...small, prior: networks.prior });
  const store = memoryStore();
  await save(model, store);
  const loaded = await load(store, [vampPriorAutoencoder]);
  const values = (of: Model) => [...tf.tidy(() => of.pseudoInputs().dataSync())];
  expect(values(loaded)).toEqual(values(model));
  const create = () => vampPriorAutoencoder({ ...small, pseudoInputs: 4, prior: networks.prior });
  expect(create).toThrow(ShapeError);
  expect(create).toThrow("the network 'prior' gives [3, 4], it must give [4, 4]");
});

it.each<[Record<string, unknown>, RegExp]>([
  [{ pseudoInputs: 0 }, /pseudoInputs is 0/],
  [{ beta: -1 }, /beta is -1/],
  [{ freeBits: 1 }, /freeBits/],
])('refuses %j', (options, message) => {
  const create = () => vampPriorAutoencoder({ inputShape: [6], ...options });
  expect(create).toThrow(OptionError);
  expect(create).toThrow(message);
});
