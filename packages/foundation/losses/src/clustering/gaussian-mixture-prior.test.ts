import { ShapeError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak, finiteDifferences, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { klFromStandardNormalPerExample } from '../kl-gaussian.js';
import { klFromMixture, klFromMixturePerExample, mixtureLogJoint } from './index.js';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const logNormal = (x: number, mean: number, variance: number) =>
  -0.5 * (Math.log(2 * Math.PI * variance) + (x - mean) ** 2 / variance);

/** The integral of `f` over the real line within `[-20, 20]`, by Simpson's rule. */
function integral(f: (z: number) => number): number {
  const steps = 8000;
  const h = 40 / steps;
  let sum = 0;
  for (let k = 0; k <= steps; k++) sum += (k === 0 || k === steps ? 1 : k % 2 ? 4 : 2) * f(-20 + k * h);
  return (sum * h) / 3;
}

/** A mixture over one number. */
const one = { weights: [0.3, 0.7], means: [-1.5, 0.8], variances: [0.4, 1.7] };
const prior = () => ({
  logWeights: tf.log(tf.tensor1d(one.weights)),
  means: tf.tensor2d(one.means, [2, 1]),
  logVariances: tf.log(tf.tensor2d(one.variances, [2, 1])),
});
const logJoint = (z: number, c: number) =>
  Math.log(one.weights[c]!) + logNormal(z, one.means[c]!, one.variances[c]!);

it('the joint density is the mixture at a code, and integrates to the weights', () => {
  tf.tidy(() => {
    const found = mixtureLogJoint(tf.tensor2d([[-2], [0.3]]), prior()).dataSync();
    expectAllClose(
      found,
      [-2, 0.3].flatMap((z) => [logJoint(z, 0), logJoint(z, 1)]),
      { relative: 1e-5 },
    );
    for (const c of [0, 1]) expect(integral((z) => Math.exp(logJoint(z, c)))).toBeCloseTo(one.weights[c]!, 9);
  });
});

it('the divergence is its integral, for any responsibilities', () => {
  for (const [mean, variance, gamma] of [
    [0.4, 0.2, [0.25, 0.75]],
    [-3, 2.5, [0.9, 0.1]],
  ] as const) {
    const expected = gamma.reduce(
      (sum, share, c) =>
        sum +
        integral((z) => {
          const logQ = Math.log(share) + logNormal(z, mean, variance);
          return Math.exp(logQ) * (logQ - logJoint(z, c));
        }),
      0,
    );
    tf.tidy(() => {
      const found = klFromMixturePerExample(
        tf.tensor2d([[mean]]),
        tf.log(tf.tensor2d([[variance]])),
        tf.log(tf.tensor2d([[...gamma]])),
        prior(),
      );
      expectAllClose(found.dataSync(), [expected], { relative: 1e-5 });
    });
  }
});

it('the bound of a linear Gaussian model lies below its evidence, and touches it at the posterior', () => {
  // p(x | z) = N(2z, 0.5) with one component: the posterior is Gaussian, and the bound is tight there.
  const [x, noise, single] = [1.3, 0.5, { mean: -0.4, variance: 0.9 }];
  const logPrior = (z: number) => logNormal(z, single.mean, single.variance);
  const evidence = Math.log(integral((z) => Math.exp(logNormal(x, 2 * z, noise) + logPrior(z))));
  const precision = 1 / single.variance + 4 / noise;
  const best = (single.mean / single.variance + (2 * x) / noise) / precision;
  const bound = (mean: number, variance: number) => {
    const likelihood = integral((z) => Math.exp(logNormal(z, mean, variance)) * logNormal(x, 2 * z, noise));
    const divergence = tf.tidy(
      () =>
        klFromMixturePerExample(tf.tensor2d([[mean]]), tf.log(tf.tensor2d([[variance]])), tf.zeros([1, 1]), {
          logWeights: tf.zeros([1]),
          means: tf.tensor2d([[single.mean]]),
          logVariances: tf.log(tf.tensor2d([[single.variance]])),
        }).dataSync()[0]!,
    );
    return likelihood - divergence;
  };
  expect(bound(best, 1 / precision)).toBeCloseTo(evidence, 5);
  expect(bound(best + 0.3, 1 / precision)).toBeLessThan(evidence - 0.1);
  expect(bound(best, 3 / precision)).toBeLessThan(evidence - 0.1);
});

const [batch, clusters, width] = [3, 2, 4];
const values = {
  mean: testValues(batch * width, -2, 2, 1),
  logVariance: testValues(batch * width, -1, 1, 2),
  scores: testValues(batch * clusters, -1, 1, 3),
  logWeights: testValues(clusters, -2, -0.5, 4),
  means: testValues(clusters * width, -2, 2, 5),
  logVariances: testValues(clusters * width, -1, 1, 6),
};
const shapes = {
  mean: [batch, width],
  logVariance: [batch, width],
  scores: [batch, clusters],
  logWeights: [clusters],
  means: [clusters, width],
  logVariances: [clusters, width],
};
type Name = keyof typeof values;
const names = Object.keys(values) as Name[];

/** The mean divergence by the formula in double precision, with responsibilities `exp(scores)`. */
function divergence(given: Record<Name, ArrayLike<number>>): number {
  let sum = 0;
  for (let i = 0; i < batch; i++) {
    for (let c = 0; c < clusters; c++) {
      const score = given.scores[i * clusters + c]!;
      let inner = score - given.logWeights[c]!;
      for (let l = 0; l < width; l++) {
        const [m, s] = [given.mean[i * width + l]!, given.logVariance[i * width + l]!];
        const [mu, v] = [given.means[c * width + l]!, given.logVariances[c * width + l]!];
        inner += 0.5 * (v - s + (Math.exp(s) + (m - mu) ** 2) / Math.exp(v) - 1);
      }
      sum += Math.exp(score) * inner;
    }
  }
  return sum / batch;
}

const loss = (...[mean, logVariance, scores, logWeights, means, logVariances]: tf.Tensor[]) =>
  klFromMixture(mean!, logVariance!, scores!, {
    logWeights: logWeights!,
    means: means!,
    logVariances: logVariances!,
  });
const tensors = () => names.map((name) => tf.tensor(values[name], shapes[name]));

it('is summed over the code, averaged over the batch, and leaves nothing behind', async () => {
  await expectNoLeak(() => {
    const inputs = tensors();
    const found = loss(...inputs);
    expectAllClose(found.dataSync(), [divergence(values)], { relative: 1e-5 });
    tf.dispose([inputs, found]);
  });
});

it('has the gradient of finite differences in every argument', () => {
  const gradients = tf.tidy(() =>
    tf
      .grads(loss as never)(tensors())
      .map((gradient) => [...gradient.dataSync()]),
  );
  for (const [index, name] of names.entries()) {
    const expected = finiteDifferences((at) => divergence({ ...values, [name]: at }), values[name]);
    expectAllClose(gradients[index]!, expected, { relative: 1e-3, absolute: 1e-5 });
  }
});

it('is the divergence from N(0, I) where that is the mixture', () => {
  tf.tidy(() => {
    const [mean, logVariance] = tensors() as [tf.Tensor, tf.Tensor];
    const found = klFromMixturePerExample(mean, logVariance, tf.zeros([batch, 1]), {
      logWeights: tf.zeros([1]),
      means: tf.zeros([1, width]),
      logVariances: tf.zeros([1, width]),
    });
    expectAllClose(found.dataSync(), klFromStandardNormalPerExample(mean, logVariance).dataSync());
  });
});

it('names what does not fit', () => {
  tf.tidy(() => {
    const fitting = prior();
    expect(() => mixtureLogJoint(tf.zeros([2, 3]), fitting)).toThrow('codes has shape [2, 3]');
    expect(() => mixtureLogJoint(tf.zeros([2, 1]), { ...fitting, logWeights: tf.zeros([3]) })).toThrow(
      ShapeError,
    );
    expect(() => klFromMixture(tf.zeros([2, 1]), tf.zeros([2, 1]), tf.zeros([2, 3]), fitting)).toThrow(
      'logResponsibilities has shape [2, 3]',
    );
  });
});
