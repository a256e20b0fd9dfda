import { randomPermutation } from '@autoencoders/backend';
import type { mmdKernels } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';

/** Names of kernels, as of `maximumMeanDiscrepancy` in `losses`. */
export type KernelName = (typeof mmdKernels)[number];

const kernels: Record<KernelName, (squared: tf.Tensor, scale: number) => tf.Tensor> = {
  rbf: (squared, scale) => tf.exp(tf.mul(squared, -0.5 / scale)),
  inverseMultiquadratic: (squared, scale) => tf.div(scale, tf.add(squared, scale)),
};

/** Rows whose pairs the median distance is taken of, at most. */
const medianRows = 500;

/**
 * The kernel between all rows `[rows, width]`, summed over scales, less its mean, with zeros for each row and itself: no
 * discrepancy without bias changes by either, and sums of small numbers lose less. The caller disposes it.
 */
export function jointKernel(rows: tf.Tensor2D, kernel: KernelName, scales: readonly number[]): tf.Tensor2D {
  return tf.tidy(() => {
    const count = rows.shape[0];
    const squared = squaredDistances(rows);
    const similar = tf.addN(scales.map((scale) => kernels[kernel](squared, scale)));
    const others = tf.sub(1, tf.eye(count));
    const mean = tf.div(tf.sum(tf.mul(similar, others)), count * (count - 1));
    return tf.mul(tf.sub(similar, mean), others) as tf.Tensor2D;
  });
}

/**
 * The median squared distance of rows `[rows, width]` from one another, of at most 500 rows at random: which are taken
 * must not depend on the sample that they are of. Their mean where the median is 0, 1 where all rows are equal.
 */
export async function medianSquaredDistance(rows: tf.Tensor2D, seed: number): Promise<number> {
  const order = randomPermutation(rows.shape[0], seed, 'median-distance');
  const which = Int32Array.from(order.subarray(0, medianRows));
  const distances = tf.tidy(() => squaredDistances(tf.gather(rows, tf.tensor1d(which, 'int32'))));
  const values = await distances.data<'float32'>().finally(() => distances.dispose());
  const count = which.length;
  const pairs = new Float32Array((count * (count - 1)) / 2);
  for (let row = 1, to = 0; row < count; to += row, row++) {
    pairs.set(values.subarray(row * count, row * count + row), to);
  }
  pairs.sort();
  const mean = pairs.reduce((sum, square) => sum + square, 0) / pairs.length;
  return pairs[pairs.length >> 1]! || mean || 1;
}

/** `|a_i - a_j|²`, `[rows, rows]`; rounding below 0 is taken for 0. */
function squaredDistances(rows: tf.Tensor2D): tf.Tensor {
  const squares = tf.sum(tf.square(rows), 1, true);
  const sums = tf.add(squares, tf.transpose(squares));
  return tf.relu(tf.sub(sums, tf.mul(tf.matMul(rows, rows, false, true), 2)));
}
