import * as tf from '@tensorflow/tfjs';
import { checkSameShape } from '../reduce.js';
import { denseSlopes, sumColumnNorms } from './dense-slopes.js';

/**
 * The second-order penalty {@link jacobianChangePerExample} of one dense layer `h = f(x W + b)`, in closed form:
 *
 * `‖J(x) - J(x̃)‖² = Σ_j (f'(a_j) - f'(ã_j))² Σ_i W_ij²` with `a = x W + b` and `ã = x̃ W + b`, summed over code units
 * and features.
 *
 * Source: Rifai et al. 2011, "Higher order contractive auto-encoder", eq. 5.
 *
 * @param x `[batch, inputs]`
 * @param noisy `x̃`, `[batch, inputs]`
 * @param kernel `W`, `[inputs, units]`
 * @param bias `b`, `[units]`; null for a layer without
 * @param activation the name of `f`, as layers take it: any but `'softmax'`
 * @returns `[batch]`
 * @throws {ShapeError} when `x`, `noisy`, the kernel and the bias do not fit.
 * @throws {OptionError} for an activation that is unknown or not elementwise.
 */
export function denseJacobianChangePerExample(
  x: tf.Tensor,
  noisy: tf.Tensor,
  kernel: tf.Tensor,
  bias: tf.Tensor | null,
  activation: string,
): tf.Tensor1D {
  checkSameShape('x', x, 'noisy', noisy);
  return tf.tidy(() => {
    const slopes = denseSlopes(x, kernel, bias, activation);
    const noisySlopes = denseSlopes(noisy, kernel, bias, activation);
    return sumColumnNorms(tf.squaredDifference(slopes, noisySlopes), kernel);
  });
}

/**
 * The mean over the batch of {@link denseJacobianChangePerExample}.
 *
 * @throws {ShapeError} when `x`, `noisy`, the kernel and the bias do not fit.
 * @throws {OptionError} for an activation that is unknown or not elementwise.
 */
export function denseJacobianChange(
  x: tf.Tensor,
  noisy: tf.Tensor,
  kernel: tf.Tensor,
  bias: tf.Tensor | null,
  activation: string,
): tf.Scalar {
  return tf.tidy(() => tf.mean(denseJacobianChangePerExample(x, noisy, kernel, bias, activation)));
}
