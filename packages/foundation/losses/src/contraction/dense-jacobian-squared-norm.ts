import * as tf from '@tensorflow/tfjs';
import { denseSlopes, sumColumnNorms } from './dense-slopes.js';

/**
 * The contraction penalty of one dense layer `h = f(x W + b)`, of each example, in closed form:
 *
 * `‖J(x)‖² = Σ_j f'(a_j)² Σ_i W_ij²` with `a = x W + b`, summed over code units and features.
 *
 * Costs no more than the layer. Source: Rifai et al. 2011, "Contractive auto-encoders" (for a sigmoid); the same
 * for every elementwise activation.
 *
 * @example
 * const [kernel, bias] = layer.getWeights();
 * denseJacobianSquaredNorm(x, kernel, bias, 'sigmoid');
 *
 * @param x `[batch, inputs]`
 * @param kernel `W`, `[inputs, units]`
 * @param bias `b`, `[units]`; null for a layer without
 * @param activation the name of `f`, as layers take it: any but `'softmax'`
 * @returns `[batch]`
 * @throws {ShapeError} when `x`, the kernel and the bias do not fit.
 * @throws {OptionError} for an activation that is unknown or not elementwise.
 */
export function denseJacobianSquaredNormPerExample(
  x: tf.Tensor,
  kernel: tf.Tensor,
  bias: tf.Tensor | null,
  activation: string,
): tf.Tensor1D {
  return tf.tidy(() => sumColumnNorms(tf.square(denseSlopes(x, kernel, bias, activation)), kernel));
}

/**
 * The mean over the batch of {@link denseJacobianSquaredNormPerExample}.
 *
 * @throws {ShapeError} when `x`, the kernel and the bias do not fit.
 * @throws {OptionError} for an activation that is unknown or not elementwise.
 */
export function denseJacobianSquaredNorm(
  x: tf.Tensor,
  kernel: tf.Tensor,
  bias: tf.Tensor | null,
  activation: string,
): tf.Scalar {
  return tf.tidy(() => tf.mean(denseJacobianSquaredNormPerExample(x, kernel, bias, activation)));
}
