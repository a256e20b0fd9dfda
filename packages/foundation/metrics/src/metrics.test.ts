import { randomSource } from '@autoencoders/backend';
import { DataError, OptionError } from '@autoencoders/errors';
import { gaussianNegativeLogLikelihoodPerExample } from '@autoencoders/losses';
import { expectAllClose, expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  elbo,
  type GaussianPosteriorModel,
  importanceWeightedLogLikelihood,
  logMeanExp,
  meanSquaredError,
  meanWithStandardError,
  rootMeanSquaredError,
} from './index.js';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/**
 * x = w z + noise with one latent and one observed dimension: p(x) = N(0, w² + v) exactly, and the exact posterior
 * is N(w x / (w² + v), v / (w² + v)).
 */
const w = 1.3;
const v = 0.4;
const points = [-1.7, 0.2, 2.4];
const exact = points.map((x) => -0.5 * (Math.log(2 * Math.PI * (w * w + v)) + (x * x) / (w * w + v)));

/** The linear model with its posterior's variance multiplied. */
const linear = (inflation: number): GaussianPosteriorModel => ({
  posterior: (x) => ({
    mean: tf.mul(x, w / (w * w + v)),
    logVariance: tf.fill(x.shape, Math.log((inflation * v) / (w * w + v))),
  }),
  negativeLogLikelihood: (x, z) => gaussianNegativeLogLikelihoodPerExample(x, tf.mul(z, w), Math.log(v)),
});

describe('importance-weighted log-likelihood', () => {
  const bound = (inflation: number, samples: number, seed = 1) =>
    tf.tidy(() => [
      ...importanceWeightedLogLikelihood(linear(inflation), tf.tensor2d(points, [3, 1]), {
        samples,
        random: randomSource(seed),
      }).dataSync(),
    ]);

  it('is exact, from one sample on, under the exact posterior', () => {
    expectAllClose(bound(1, 1), exact, { absolute: 1e-4 });
    expectAllClose(bound(1, 25), exact, { absolute: 1e-4 });
  });

  it('tightens towards the exact marginal with more samples', () => {
    const average = (samples: number) => {
      const gaps = Array.from({ length: 40 }, (_, seed) =>
        bound(2, samples, seed).reduce((sum, value, i) => sum + exact[i]! - value, 0),
      );
      return gaps.reduce((a, b) => a + b) / 40;
    };
    const [one, ten, many] = [average(1), average(10), average(400)];
    expect(one).toBeGreaterThan(ten);
    expect(ten).toBeGreaterThan(many);
    expect(Math.abs(many)).toBeLessThan(0.02);
  });

  it('leaves only what it returns, and refuses no samples', async () => {
    const x = tf.tensor2d(points, [3, 1]);
    await expectNoLeak(() =>
      importanceWeightedLogLikelihood(linear(1), x, { samples: 23, random: randomSource(0) }).dispose(),
    );
    expect(() =>
      importanceWeightedLogLikelihood(linear(1), x, { samples: 0, random: randomSource(0) }),
    ).toThrow(OptionError);
    x.dispose();
  });
});

it('the ELBO is below the marginal by the divergence from the exact posterior', () => {
  // Averaged over draws: log p(x) - ELBO = KL(q, p(z | x)) = ½ (s - 1 - log s) for a variance s times too large.
  const inflation = 2;
  const draws = 200_000;
  const gap = tf.tidy(() => {
    const x = tf.fill([draws, 1], points[2]!);
    const { mean, logVariance } = linear(inflation).posterior(x);
    const noise = randomSource(2).normal('posterior', [draws, 1]);
    const z = tf.add(mean, tf.mul(tf.exp(tf.mul(logVariance, 0.5)), noise));
    const bound = elbo(linear(1).negativeLogLikelihood(x, z), mean, logVariance);
    return exact[2]! - tf.mean(bound).dataSync()[0]!;
  });
  expect(gap).toBeCloseTo(0.5 * (inflation - 1 - Math.log(inflation)), 1);
});

it('log-mean-exp does not overflow', () => {
  tf.tidy(() => {
    expectAllClose(
      logMeanExp(
        tf.tensor2d([
          [1000, -1000],
          [1000, -1002],
        ]),
      ).dataSync(),
      [1000, -1000 + Math.log((1 + Math.exp(-2)) / 2)],
    ); // prettier-ignore
  });
});

it('reconstruction errors are per value', () => {
  tf.tidy(() => {
    const [x, y] = [
      tf.tensor2d([
        [1, 2],
        [3, 4],
      ]),
      tf.tensor2d([
        [1, 0],
        [3, 2],
      ]),
    ]; // prettier-ignore
    expectAllClose(meanSquaredError(x, y).dataSync(), [2]);
    expectAllClose(rootMeanSquaredError(x, y).dataSync(), [Math.SQRT2]);
  });
});

it('the standard error is that of the textbook', () => {
  expect(meanWithStandardError([2, 4, 4, 4, 5, 5, 7, 9])).toEqual({
    mean: 5,
    standardError: expect.closeTo(0.7559289, 6),
  });
  expect(() => meanWithStandardError([1])).toThrow(DataError);
});
