import { ShapeError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak, finiteDifferences, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { klDecomposition } from './kl-decomposition.js';
import { gradientsOf } from './testing/gradients-of.js';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const [batch, width] = [4, 3];
const parts = ['mutualInformation', 'totalCorrelation', 'dimensionWiseKl'] as const;
const given = [testValues(12, -2, 2, 1), testValues(12, -1.5, 1.5, 2), testValues(12, -1, 1, 3)];
const tensors = () => given.map((values) => tf.tensor2d(values, [batch, width]));

const normal = (x: number, mean: number, logVariance: number) =>
  Math.exp(-((x - mean) ** 2) / (2 * Math.exp(logVariance))) / Math.sqrt(2 * Math.PI * Math.exp(logVariance));

/** The three parts by the formulas, with densities that are multiplied rather than logarithms that are added. */
function reference(z: Float64Array, mean: Float64Array, logVariance: Float64Array): number[] {
  const sums = [0, 0, 0];
  for (let i = 0; i < batch; i++) {
    const density = (j: number, d: number) =>
      normal(z[i * width + d]!, mean[j * width + d]!, logVariance[j * width + d]!);
    const product = (of: (d: number) => number) => of(0) * of(1) * of(2);
    const average = (of: (j: number) => number) => (of(0) + of(1) + of(2) + of(3)) / batch;
    const own = product((d) => density(i, d));
    const joint = average((j) => product((d) => density(j, d)));
    const marginals = product((d) => average((j) => density(j, d)));
    const prior = product((d) => normal(z[i * width + d]!, 0, 0));
    sums[0]! += Math.log(own / joint) / batch;
    sums[1]! += Math.log(joint / marginals) / batch;
    sums[2]! += Math.log(marginals / prior) / batch;
  }
  return sums;
}

const doubles = given.map((values) => Float64Array.from(values)) as [
  Float64Array,
  Float64Array,
  Float64Array,
];

it('is what the formulas give in double precision', async () => {
  await expectNoLeak(() => {
    const inputs = tensors() as [tf.Tensor, tf.Tensor, tf.Tensor];
    const found = klDecomposition(...inputs);
    expectAllClose(
      parts.map((part) => found[part].dataSync()[0]!),
      reference(...doubles),
      { relative: 1e-5, absolute: 1e-6 },
    );
    tf.dispose([inputs, found as never]);
  });
});

describe.each(parts.map((part, index) => [part, index] as const))('%s', (part, index) => {
  it('has the gradient of the formula, in every argument', () => {
    const inputs = tensors();
    const { gradients } = gradientsOf(([z, m, v]) => klDecomposition(z!, m!, v!)[part], inputs);
    const expected = doubles.flatMap((values, position) =>
      Array.from(
        finiteDifferences(
          (point) => reference(...(doubles.with(position, point) as typeof doubles))[index]!,
          values,
          1e-5,
        ),
      ),
    );
    expectAllClose(gradients, expected, { relative: 1e-3, absolute: 1e-5 });
    tf.dispose(inputs);
  });
});

it('adds up to the divergence of the draws', () => {
  const total = tf.tidy(() => {
    const found = klDecomposition(...(tensors() as [tf.Tensor, tf.Tensor, tf.Tensor]));
    return parts.reduce((sum, part) => sum + found[part].dataSync()[0]!, 0);
  });
  const [z, mean, logVariance] = doubles;
  const expected = z.reduce(
    (sum, value, i) => sum + Math.log(normal(value, mean[i]!, logVariance[i]!) / normal(value, 0, 0)),
    0,
  );
  expect(total).toBeCloseTo(expected / batch, 4);
});

it('names both shapes when they differ', () => {
  tf.tidy(() => {
    const [z, mean] = tensors() as [tf.Tensor, tf.Tensor];
    expect(() => klDecomposition(z, mean, tf.zeros([4, 2]))).toThrow(ShapeError);
    expect(() => klDecomposition(z, tf.zeros([5, 3]), tf.zeros([5, 3]))).toThrow('[5, 3]');
    expect(() => klDecomposition(tf.zeros([4]), tf.zeros([4]), tf.zeros([4]))).toThrow(ShapeError);
  });
});
