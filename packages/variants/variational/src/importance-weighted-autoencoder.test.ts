import { randomSource } from '@autoencoders/backend';
import { useBackend } from '@autoencoders/core';
import { OptionError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { importanceWeightedAutoencoder } from './index.js';
import { expectExactMean, gradientEstimates, stepOf } from './testing/gradient-estimates.js';
import { boundOfTwo, linearNumbers, logEvidence, logWeight } from './testing/linear-model.js';

beforeAll(() => useBackend('cpu'));

const input = [0.9, -0.5];

/** The linear model, its weights set by hand. */
function linear(samples: number, gradient: 'reparameterized' | 'doublyReparameterized' = 'reparameterized') {
  const { meanKernel, meanBias, logVariance, out, outBias, variance } = linearNumbers;
  const model = importanceWeightedAutoencoder({
    inputShape: [2],
    latentDim: 1,
    hidden: [],
    likelihood: 'gaussian',
    variance,
    samples,
    gradient,
  });
  tf.tidy(() => {
    model.networks.encoder.setWeights([
      tf.tensor2d([...meanKernel], [2, 1]),
      tf.tensor1d([meanBias]),
      tf.zeros([2, 1]),
      tf.tensor1d([logVariance]),
    ]);
    model.networks.decoder.setWeights([tf.tensor2d([[...out]]), tf.tensor1d([...outBias])]);
  });
  return model;
}

describe('the bound', () => {
  it('is what the formula gives in double precision for the same draws', async () => {
    await expectNoLeak(() => {
      const model = linear(3);
      const noise = tf.tidy(() => [...randomSource(5).normal('posterior', [3, 1, 1]).dataSync()]);
      const weights = noise.map((value) => Math.exp(logWeight(linearNumbers, input, value)));
      const expected = Math.log(weights.reduce((a, b) => a + b) / 3);
      tf.tidy(() => {
        const x = tf.tensor2d([input]);
        const { loss } = model.phases[0]!.loss({ x }, stepOf(5));
        const { negativeBound, negativeElbo } = model.figures({ x }, stepOf(5));
        expectAllClose([loss.dataSync()[0]!, negativeBound!.dataSync()[0]!], [-expected, -expected]);
        const elbo = weights.reduce((sum, weight) => sum + Math.log(weight), 0) / 3;
        expectAllClose(negativeElbo!.dataSync(), [-elbo]);
      });
      model.dispose();
    });
  });

  it('tightens with the number of draws, up to the evidence', () => {
    const rows = 4000;
    const boundOf = (samples: number) =>
      tf.tidy(() => {
        const model = linear(samples);
        const { negativeBound } = model.figures({ x: tf.tile(tf.tensor2d([input]), [rows, 1]) }, stepOf(2));
        const mean = -tf.mean(negativeBound!).dataSync()[0]!;
        model.dispose();
        return mean;
      });
    const [one, two, fifty] = [1, 2, 50].map(boundOf);
    const evidence = logEvidence(linearNumbers, input);
    expect(one).toBeLessThan(two!);
    expect(two).toBeLessThan(fifty!);
    expect(Math.abs(fifty! - evidence)).toBeLessThan(0.05);
    expect(Math.abs(two! - boundOfTwo(linearNumbers, input))).toBeLessThan(0.05);
  });
});

/** Estimates of the gradient on one input, of weights in the order of the networks. */
function estimates(model: ReturnType<typeof linear>, batches: number, rows: number) {
  const x = tf.tidy(() => tf.tile(tf.tensor2d([input]), [rows, 1]));
  const found = gradientEstimates(model.phases[0]!, { x }, batches);
  x.dispose();
  return found;
}

/** The slope of the negative bound of two draws, in the order of the weights. */
function exactGradient(): number[] {
  const h = 1e-4;
  const slope = (change: (by: number) => Partial<typeof linearNumbers>) => {
    const at = (by: number) => -boundOfTwo({ ...linearNumbers, ...change(by) }, input);
    return (at(h) - at(-h)) / (2 * h);
  };
  const { meanKernel, meanBias, logVariance, out, outBias } = linearNumbers;
  return [
    slope((by) => ({ meanKernel: [meanKernel[0] + by, meanKernel[1]] })),
    slope((by) => ({ meanKernel: [meanKernel[0], meanKernel[1] + by] })),
    slope((by) => ({ meanBias: meanBias + by })),
    // The log-variance depends on the inputs by a kernel of zeros: its slopes are those of the bias times inputs.
    ...input.map((value) => value * slope((by) => ({ logVariance: logVariance + by }))),
    slope((by) => ({ logVariance: logVariance + by })),
    slope((by) => ({ out: [out[0] + by, out[1]] })),
    slope((by) => ({ out: [out[0], out[1] + by] })),
    slope((by) => ({ outBias: [outBias[0] + by, outBias[1]] })),
    slope((by) => ({ outBias: [outBias[0], outBias[1] + by] })),
  ];
}

describe('the gradient', () => {
  it.each(['reparameterized', 'doublyReparameterized'] as const)('%s: its mean is the exact one', (name) => {
    const model = linear(2, name);
    expectExactMean(estimates(model, 60, 500), exactGradient());
    model.dispose();
  });

  it("doubly reparameterized, the encoder's varies less where draws are many", () => {
    const [plain, doubly] = (['reparameterized', 'doublyReparameterized'] as const).map((name) => {
      const model = linear(64, name);
      const found = estimates(model, 40, 20);
      model.dispose();
      return found;
    });
    for (const at of [0, 1, 2, 3, 4, 5]) expect(doubly![at]!.error).toBeLessThan(0.5 * plain![at]!.error);
    // The decoder's is the same.
    expectAllClose(
      doubly!.slice(6).map(({ mean }) => mean),
      plain!.slice(6).map(({ mean }) => mean),
      { relative: 1e-3, absolute: 1e-4 },
    );
  });
});

it.each<[Record<string, unknown>, RegExp]>([
  [{ samples: 0 }, /samples is 0/],
  [{ samples: 2.5 }, /samples is 2.5/],
  [{ gradient: 'score' }, /gradient is "score"/],
])('refuses %j', (options, message) => {
  const create = () => importanceWeightedAutoencoder({ inputShape: [6], ...options });
  expect(create).toThrow(OptionError);
  expect(create).toThrow(message);
});
