import { checkChoice, checkNumber, checkShape, ShapeError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';

/** Kernels that samples are compared by. */
export const mmdKernels = ['rbf', 'inverseMultiquadratic'] as const;

/** Options of {@link maximumMeanDiscrepancy}. */
export interface MmdOptions {
  /**
   * `'rbf'`: `exp(-d² / (2 s))`, or `'inverseMultiquadratic'`: `s / (s + d²)`, of the squared distance `d²` and a scale
   * `s`. Default `'inverseMultiquadratic'`, whose tails reach samples far away.
   */
  readonly kernel?: (typeof mmdKernels)[number];
  /** The scales, in units of squared distance: the kernel is the sum over them. Default the width of a sample, once. */
  readonly scales?: readonly number[];
}

/**
 * The squared distance of two samples' means in the space of a kernel `k`, without bias:
 *
 * `MMD² = 1/(m(m-1)) Σ_{i≠j} k(x_i, x_j) + 1/(n(n-1)) Σ_{i≠j} k(y_i, y_j) - 2/(mn) Σ_{ij} k(x_i, y_j)`.
 *
 * About 0 where both are of one distribution, below it by chance. It has no unit. Time and memory grow with the product
 * of the sizes.
 * Sources: Gretton et al. 2012, eq. 3; the kernel of several scales: Tolstikhin et al. 2018, section 4.
 *
 * @param x `[m, width]`, at least 2
 * @param y `[n, width]`, at least 2
 * @throws {ShapeError} when the widths differ, or a sample has fewer than 2 rows.
 * @throws {OptionError} naming the kernel, or a scale that is not positive.
 */
export function maximumMeanDiscrepancy(
  x: tf.Tensor,
  y: tf.Tensor,
  { kernel = 'inverseMultiquadratic', scales }: MmdOptions = {},
): tf.Scalar {
  checkChoice('kernel', kernel, mmdKernels);
  for (const [index, scale] of (scales ?? []).entries()) {
    checkNumber(`scales[${index}]`, scale, Number.MIN_VALUE);
  }
  checkShape('x', x.shape, [null, null]);
  checkShape('y', y.shape, [null, x.shape[1]!]);
  const [m, width] = x.shape as [number, number];
  const [n] = y.shape as [number];
  if (m < 2 || n < 2) {
    throw new ShapeError(
      `x has ${m} rows and y ${n}: give at least 2 of each, such as a batch of more examples`,
    );
  }
  return tf.tidy(() => {
    const similar = (a: tf.Tensor, b: tf.Tensor) => {
      const distances = crossDistances(a, b);
      return tf.addN((scales ?? [width]).map((scale) => kernels[kernel](distances, scale)));
    };
    // Each is at distance 0 of itself, where every kernel is 1: as many ones as there are scales.
    const diagonal = (scales ?? [width]).length;
    const within = (a: tf.Tensor, count: number) =>
      tf.div(tf.sub(tf.sum(similar(a, a)), count * diagonal), count * (count - 1));
    const between = tf.mul(tf.mean(similar(x, y)), 2);
    return tf.sub(tf.add(within(x, m), within(y, n)), between) as tf.Scalar;
  });
}

const kernels: Record<(typeof mmdKernels)[number], (squared: tf.Tensor, scale: number) => tf.Tensor> = {
  rbf: (squared, scale) => tf.exp(tf.mul(squared, -0.5 / scale)),
  inverseMultiquadratic: (squared, scale) => tf.div(scale, tf.add(squared, scale)),
};

/** `|a_i - b_j|²` by a product of matrices, `[m, n]`; rounding below 0 is taken for 0. */
function crossDistances(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  const squares = (of: tf.Tensor) => tf.sum(tf.square(of), 1, true);
  const product = tf.matMul(a, b, false, true);
  const sums = tf.add(squares(a), tf.transpose(squares(b)));
  return tf.relu(tf.sub(sums, tf.mul(product, 2)));
}
