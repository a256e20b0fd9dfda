import { type Autoencoder, useBackend } from '@autoencoders/core';
import { finiteDifferences } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, it } from 'vitest';
import {
  betaTcVariationalAutoencoder,
  conditionalVariationalAutoencoder,
  flowVariationalAutoencoder,
  infoVariationalAutoencoder,
  vampPriorAutoencoder,
  variationalAutoencoder,
} from './index.js';
import {
  codeOf,
  denseLayers,
  klFromPrior,
  type Layer,
  logMean,
  logNormal,
  logNormals,
  normalExpectation,
} from './testing/double-precision.js';
import { assignTestValues, expectExactMean, gradientEstimates } from './testing/gradient-estimates.js';

beforeAll(() => useBackend('cpu'));

const inputs = [
  [0.9, -0.5],
  [0.2, 0.7],
];
const variance = 0.3;
const linear = {
  inputShape: [2],
  hidden: [],
  activation: 'tanh' as const,
  likelihood: 'gaussian' as const,
  variance,
};

/** `-log p(x | z)` of the linear decoder. */
const reconstruction = (x: readonly number[], output: readonly number[]) =>
  -x.reduce((sum, value, index) => sum + logNormal(value, output[index]!, Math.log(variance)), 0);

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length;

/** The exact loss, a function of all weights, averaged over examples given so many times each. */
interface Case {
  readonly model: Autoencoder;
  readonly loss: (weights: ArrayLike<number>) => number;
  readonly labels?: readonly number[];
  /** Copies of the examples in a batch: 1 where the loss looks at the batch as a whole. */
  readonly copies: number;
  readonly steps: number;
}

/** Compares the mean of a model's gradients with the slopes of the exact loss. */
function check({ model, loss, labels, copies, steps }: Case): void {
  const [phase] = model.phases;
  const weights = assignTestValues(phase!.variables, -0.8, 0.8, 7);
  tf.tidy(() => {
    const x = tf.tile(tf.tensor2d(inputs), [copies, 1]);
    const batch = labels ? { x, y: tf.tile(tf.tensor1d([...labels], 'int32'), [copies]) } : { x };
    expectExactMean(gradientEstimates(phase!, batch, steps), finiteDifferences(loss, weights));
  });
  model.dispose();
}

describe("the mean of each model's gradient is the exact one:", () => {
  it('the ELBO', () => {
    check({
      model: variationalAutoencoder({ ...linear, latentDim: 1 }),
      copies: 200,
      steps: 60,
      loss(weights) {
        const { dense } = denseLayers(weights);
        const [m, v, decode] = [dense(2, 1), dense(2, 1), dense(1, 2)];
        return mean(inputs.map((x) => negativeElbo(x, m(x), v(x), decode)));
      },
    });
  });

  it('beta-TC-VAE, whose parts are of the batch', () => {
    const [alpha, beta, gamma] = [0.5, 4, 2];
    check({
      model: betaTcVariationalAutoencoder({ ...linear, latentDim: 2, alpha, beta, gamma }),
      copies: 1,
      steps: 500,
      loss(weights) {
        const { dense } = denseLayers(weights);
        const [encodeMean, encodeSpread, decode] = [dense(2, 2), dense(2, 2), dense(2, 2)];
        const posteriors = inputs.map((x) => ({ m: encodeMean(x), v: encodeSpread(x) }));
        const ofExample = (x: number[], { m, v }: (typeof posteriors)[0]) =>
          normalExpectation(
            (noise) => {
              const z = codeOf(m, v, noise);
              const own = logNormals(z, m, v);
              const joint = logMean(posteriors.map((of) => logNormals(z, of.m, of.v)));
              const ofDimension = (value: number, d: number) =>
                logMean(posteriors.map((of) => logNormal(value, of.m[d]!, of.v[d]!)));
              const marginals = z.reduce((sum, value, d) => sum + ofDimension(value, d), 0);
              const prior = logNormals(z, [0, 0], [0, 0]);
              const divergence =
                alpha * (own - joint) + beta * (joint - marginals) + gamma * (marginals - prior);
              return reconstruction(x, decode(z)) + divergence;
            },
            2,
            0.5,
          );
        return mean(inputs.map((x, row) => ofExample(x, posteriors[row]!)));
      },
    });
  });

  it('InfoVAE, whose discrepancy is of the batch', () => {
    const [alpha, lambda, scale] = [0.25, 10, 0.5];
    check({
      model: infoVariationalAutoencoder({ ...linear, latentDim: 1, alpha, lambda, scales: [scale] }),
      copies: 1,
      steps: 500,
      loss(weights) {
        const { dense } = denseLayers(weights);
        const [encodeMean, encodeSpread, decode] = [dense(2, 1), dense(2, 1), dense(1, 2)];
        const sides = inputs.map((x) => {
          const [m, v] = [encodeMean(x), encodeSpread(x)];
          const kl = klFromPrior(m, v);
          return { m: m[0]!, s: Math.exp(v[0]!), bound: negativeElbo(x, m, v, decode) - alpha * kl };
        });
        // The kernel's mean between N(a, s) and N(b, t).
        const kernel = (difference: number, sum: number) =>
          Math.sqrt(scale / (scale + sum)) * Math.exp(-(difference ** 2) / (2 * (scale + sum)));
        const [first, second] = sides as [(typeof sides)[0], (typeof sides)[0]];
        const within = kernel(first.m - second.m, first.s + second.s) + kernel(0, 2);
        const between = mean(sides.map(({ m, s }) => kernel(m, s + 1)));
        return mean(sides.map(({ bound }) => bound)) + (alpha + lambda - 1) * (within - 2 * between);
      },
    });
  });

  it('a VampPrior, through encoder and pseudo-inputs', () => {
    check({
      model: vampPriorAutoencoder({ ...linear, latentDim: 1, pseudoInputs: 3, beta: 1.5 }),
      copies: 200,
      steps: 60,
      loss(weights) {
        const { dense, take } = denseLayers(weights);
        const [encodeMean, encodeSpread, decode] = [dense(2, 1), dense(2, 1), dense(1, 2)];
        const components = [take(2), take(2), take(2)].map((u) => ({ m: encodeMean(u), v: encodeSpread(u) }));
        const ofExample = (x: number[]) => {
          const [m, v] = [encodeMean(x), encodeSpread(x)];
          return normalExpectation((noise) => {
            const z = codeOf(m, v, noise);
            const prior = logMean(components.map((of) => logNormals(z, of.m, of.v)));
            return reconstruction(x, decode(z)) + 1.5 * (logNormals(z, m, v) - prior);
          }, 1);
        };
        return mean(inputs.map(ofExample));
      },
    });
  });

  it('under conditions, of which a share is withheld', () => {
    const [conditionDropout, labels] = [0.3, [1, -1]];
    check({
      model: conditionalVariationalAutoencoder({ ...linear, latentDim: 1, classes: 3, conditionDropout }),
      labels,
      copies: 400,
      steps: 60,
      loss(weights) {
        const { dense } = denseLayers(weights);
        const [m, v, decode] = [dense(5, 1), dense(5, 1), dense(4, 2)];
        const under = (x: number[], condition: number[]) => {
          const given = [...x, ...condition];
          return negativeElbo(x, m(given), v(given), (z) => decode([...z, ...condition]));
        };
        const ofExample = (x: number[], row: number) => {
          const known = [0, 1, 2].map((label) => (label === labels[row] ? 1 : 0));
          return (1 - conditionDropout) * under(x, known) + conditionDropout * under(x, [0, 0, 0]);
        };
        return mean(inputs.map(ofExample));
      },
    });
  });

  it('a flow, through its steps', () => {
    check({
      model: flowVariationalAutoencoder({ ...linear, latentDim: 2, flows: 2, flowHidden: 2 }),
      copies: 200,
      steps: 60,
      loss(weights) {
        const { dense, take } = denseLayers(weights);
        const heads = [dense(2, 2), dense(2, 2), dense(2, 2)] as const;
        const decode = dense(2, 2);
        const steps = [flowStep(take, false), flowStep(take, true)];
        const ofExample = (x: number[]) => {
          const [m, v, context] = [heads[0](x), heads[1](x), heads[2](x)];
          return normalExpectation(
            (noise) => {
              let z = codeOf(m, v, noise);
              let logDensity = logNormals(z, m, v);
              for (const step of steps) {
                const { next, logScales } = step(z, context);
                z = next;
                logDensity -= logScales[0]! + logScales[1]!;
              }
              return reconstruction(x, decode(z)) + logDensity - logNormals(z, [0, 0], [0, 0]);
            },
            2,
            0.5,
          );
        };
        return mean(inputs.map(ofExample));
      },
    });
  });
});

/** The negative ELBO of one example under a linear decoder. */
function negativeElbo(x: number[], m: number[], v: number[], decode: Layer): number {
  const expected = normalExpectation((noise) => reconstruction(x, decode(codeOf(m, v, noise))), m.length);
  return expected + klFromPrior(m, v);
}

/**
 * A step over two dimensions with two hidden units, written out: the first unit sees the context alone, the second the
 * dimension that comes first, too; that one is changed by what the first unit says, the other by what both say.
 */
function flowStep(take: (count: number) => number[], reversed: boolean) {
  const [codes, context, means, gates] = [take(4), take(4), take(4), take(4)];
  const [hiddenBias, meanBias, gateBias] = [take(2), take(2), take(2)];
  const [first, second] = reversed ? [1, 0] : [0, 1];
  return (z: readonly number[], h: readonly number[]) => {
    const given = [0, 1].map(
      (unit) => hiddenBias[unit]! + h[0]! * context[unit]! + h[1]! * context[2 + unit]!,
    );
    const units = [Math.tanh(given[0]!), Math.tanh(given[1]! + z[first]! * codes[2 * first + 1]!)];
    const of = (kernel: number[], bias: number[]) => {
      const values = [0, 0];
      values[first] = bias[first]! + units[0]! * kernel[first]!;
      values[second] = bias[second]! + units[0]! * kernel[second]! + units[1]! * kernel[2 + second]!;
      return values;
    };
    const [m, s] = [of(means, meanBias), of(gates, gateBias)];
    const scales = s.map((value) => 1 / (1 + Math.exp(-value)));
    const next = z.map((value, d) => scales[d]! * value + (1 - scales[d]!) * m[d]!);
    return { next, logScales: scales.map(Math.log) };
  };
}
