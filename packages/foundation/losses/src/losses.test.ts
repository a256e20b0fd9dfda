import { ShapeError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak, finiteDifferences, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import * as losses from './index.js';

const batch = 3;
const features = 8;
const count = batch * features;
const positive = testValues(count, 0.05, 0.95, 3);
const values = testValues(count, -2, 2, 1);
const others = testValues(count, -2, 2, 2);
const spreads = testValues(count, -1, 1, 4);
const oneHot = Float32Array.from({ length: count }, (_, i) => Number(i % 4 === (Math.floor(i / 4) * 3) % 4));

/** A loss, its arguments, and the same sum over all examples by an independent formula in double precision. */
interface Case {
  readonly loss: (...tensors: tf.Tensor[]) => tf.Scalar;
  readonly perExample?: (...tensors: tf.Tensor[]) => tf.Tensor1D;
  readonly arguments: readonly Float32Array[];
  readonly shape?: number[];
  readonly reference: (i: number, ...args: Float64Array[]) => number;
}

const logTwoPi = Math.log(2 * Math.PI);
const sigmoid = (l: number) => 1 / (1 + Math.exp(-l));

const cases: Record<string, Case> = {
  bernoulli: {
    loss: losses.bernoulliNegativeLogLikelihood as never,
    perExample: losses.bernoulliNegativeLogLikelihoodPerExample as never,
    arguments: [positive, values],
    reference: (i, x, l) =>
      -(x![i]! * Math.log(sigmoid(l![i]!)) + (1 - x![i]!) * Math.log(1 - sigmoid(l![i]!))),
  },
  'gaussian, learned variance': {
    loss: losses.gaussianNegativeLogLikelihood as never,
    perExample: losses.gaussianNegativeLogLikelihoodPerExample as never,
    arguments: [values, others, spreads],
    reference: (i, x, m, v) =>
      -Math.log(
        Math.exp(-((x![i]! - m![i]!) ** 2) / (2 * Math.exp(v![i]!))) /
          Math.sqrt(2 * Math.PI * Math.exp(v![i]!)),
      ),
  },
  'gaussian, fixed variance': {
    loss: (x, m) => losses.gaussianNegativeLogLikelihood(x!, m!, Math.log(0.3)),
    perExample: (x, m) => losses.gaussianNegativeLogLikelihoodPerExample(x!, m!, Math.log(0.3)),
    arguments: [values, others],
    reference: (i, x, m) => 0.5 * (logTwoPi + Math.log(0.3)) + (x![i]! - m![i]!) ** 2 / 0.6,
  },
  'laplace, learned scale': {
    loss: losses.laplaceNegativeLogLikelihood as never,
    perExample: losses.laplaceNegativeLogLikelihoodPerExample as never,
    arguments: [values, others, spreads],
    reference: (i, x, m, s) =>
      -Math.log(Math.exp(-Math.abs(x![i]! - m![i]!) / Math.exp(s![i]!)) / (2 * Math.exp(s![i]!))),
  },
  'laplace, fixed scale': {
    loss: (x, m) => losses.laplaceNegativeLogLikelihood(x!, m!, Math.log(0.3)),
    arguments: [values, others],
    reference: (i, x, m) => Math.log(0.6) + Math.abs(x![i]! - m![i]!) / 0.3,
  },
  categorical: {
    loss: losses.categoricalNegativeLogLikelihood as never,
    perExample: losses.categoricalNegativeLogLikelihoodPerExample as never,
    arguments: [oneHot, values],
    shape: [batch, 2, 4],
    reference: (i, x, l) => {
      const group = l!.slice(i - (i % 4), i - (i % 4) + 4);
      return -x![i]! * Math.log(Math.exp(l![i]!) / group.reduce((sum, value) => sum + Math.exp(value), 0));
    },
  },
  'squared error': {
    loss: losses.squaredError as never,
    perExample: losses.squaredErrorPerExample as never,
    arguments: [values, others],
    shape: [batch, 2, 2, 2],
    reference: (i, x, y) => (x![i]! - y![i]!) ** 2,
  },
  'L1 sparsity': {
    loss: losses.l1Sparsity as never,
    perExample: losses.l1SparsityPerExample as never,
    arguments: [values],
    reference: (i, a) => Math.abs(a![i]!),
  },
  'KL sparsity': {
    loss: (a) => losses.klSparsity(a!, 0.05),
    arguments: [positive],
    reference: (i, a) => {
      // Each unit's divergence, once per example of the batch: the mean over the batch counts it once.
      const unit = i % features;
      const mean = (a![unit]! + a![unit + features]! + a![unit + 2 * features]!) / batch;
      return 0.05 * Math.log(0.05 / mean) + 0.95 * Math.log(0.95 / (1 - mean));
    },
  },
  'KL from N(0, I)': {
    loss: losses.klFromStandardNormal as never,
    perExample: losses.klFromStandardNormalPerExample as never,
    arguments: [values, spreads],
    reference: (i, m, v) => gaussianDivergence(m![i]!, Math.exp(v![i]!), 0, 1),
  },
  'KL between Gaussians': {
    loss: losses.klBetweenGaussians as never,
    perExample: losses.klBetweenGaussiansPerExample as never,
    arguments: [values, spreads, others, positive],
    reference: (i, m1, v1, m2, v2) =>
      gaussianDivergence(m1![i]!, Math.exp(v1![i]!), m2![i]!, Math.exp(v2![i]!)),
  },
};

/** The integral of p log(p / q) by Simpson's rule, independent of the closed form. */
function gaussianDivergence(mean1: number, variance1: number, mean2: number, variance2: number): number {
  const density = (x: number, m: number, v: number) =>
    Math.exp(-((x - m) ** 2) / (2 * v)) / Math.sqrt(2 * Math.PI * v);
  const logDensity = (x: number, m: number, v: number) =>
    -((x - m) ** 2) / (2 * v) - 0.5 * Math.log(2 * Math.PI * v);
  const steps = 800;
  const from = mean1 - 12 * Math.sqrt(variance1);
  const width = (24 * Math.sqrt(variance1)) / steps;
  let sum = 0;
  for (let k = 0; k <= steps; k++) {
    const x = from + k * width;
    const weight = k === 0 || k === steps ? 1 : k % 2 === 1 ? 4 : 2;
    const ratio = logDensity(x, mean1, variance1) - logDensity(x, mean2, variance2);
    sum += weight * density(x, mean1, variance1) * ratio;
  }
  return (sum * width) / 3;
}

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe.each(Object.entries(cases))(
  '%s',
  (_name, { loss, perExample, arguments: args, shape, reference }) => {
    const size = shape ?? [batch, features];
    const total = (given: Float64Array[]) =>
      Array.from({ length: count }, (_, i) => reference(i, ...given)).reduce((a, b) => a + b, 0) / batch;
    const doubles = args.map((values) => Float64Array.from(values));
    const tensors = () => args.map((values) => tf.tensor(values, size));

    it('is the reference in double precision, summed over features and averaged over the batch', async () => {
      await expectNoLeak(() => {
        const inputs = tensors();
        const value = loss(...inputs);
        expectAllClose(value.dataSync(), [total(doubles)], { relative: 1e-5 });
        tf.dispose([inputs, value]);
      });
    });

    it('has the gradient of the reference, in every argument', () => {
      args.forEach((_, position) => {
        const got = tf.tidy(() =>
          tf
            .grads(loss as never)(tensors())
            [position]!.dataSync(),
        );
        const expected = finiteDifferences(
          (point) => total(doubles.map((given, index) => (index === position ? point : given))),
          doubles[position]!,
          1e-5,
        );
        expectAllClose(got, expected, { relative: 1e-3, absolute: 1e-5 });
      });
    });

    it.runIf(perExample)('gives each example its own sum', () => {
      const each = tf.tidy(() => perExample!(...tensors()).dataSync());
      const expected = Array.from({ length: batch }, (_, n) =>
        Array.from({ length: features }, (_, f) => reference(n * features + f, ...doubles)).reduce(
          (a, b) => a + b,
          0,
        ),
      );
      expectAllClose(each, expected, { relative: 1e-5 });
    });

    it.runIf(args.length > 1)('names both shapes when they differ', () => {
      const inputs = tensors();
      const odd = tf.zeros([batch, features + 1]);
      expect(() => loss(odd, ...inputs.slice(1))).toThrow(ShapeError);
      expect(() => loss(odd, ...inputs.slice(1))).toThrow(`[${batch}, ${features + 1}]`);
      tf.dispose([inputs, odd]);
    });
  },
);

it('Bernoulli stays finite and right for extreme logits', () => {
  const value = tf.tidy(() =>
    losses
      .bernoulliNegativeLogLikelihoodPerExample(
        tf.tensor2d([[1], [0], [0]]),
        tf.tensor2d([[-80], [80], [-80]]),
      )
      .dataSync(),
  );
  expectAllClose(value, [80, 80, 0], { absolute: 1e-5 });
});

it('KL sparsity stays finite for dead and saturated units', () => {
  const value = tf.tidy(() => losses.klSparsity(tf.tensor2d([[0, 1]]), 0.05).dataSync()[0]!);
  expect(value).toBeGreaterThan(1);
  expect(value).toBeLessThan(30);
});
