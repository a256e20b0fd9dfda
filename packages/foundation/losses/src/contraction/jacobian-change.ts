import * as tf from '@tensorflow/tfjs';
import { jacobianChangeProducts } from './jacobian-change-products.js';
import { sumSquares } from './sum-squares.js';
import { unitDirections } from './unit-directions.js';

/**
 * How much each example's Jacobian of the encoder changes with noise, the second-order penalty of the contractive
 * autoencoder CAE+H:
 *
 * `‖J(x) - J(x̃)‖² = Σ_ji (∂h_j/∂x_i (x) - ∂h_j/∂x_i (x̃))²`, summed over code units and features.
 *
 * With `x̃ = x + ε` and small Gaussian `ε` of variance `σ²`, its expectation is `σ²` times the squared norm of the
 * Hessian. The mean over several noisy copies is that of calls with each, or of one call with `x` repeated. Exact for
 * any encoder, at the cost of two passes over as many copies of the batch as the code has units; what `encode` must
 * be is said at {@link jacobianProducts}.
 * Source: Rifai et al. 2011, "Higher order contractive auto-encoder", eq. 5.
 *
 * @param encode the encoder, `[n, ...inputShape]` to `[n, ...latentShape]` for any `n`
 * @param x `[batch, ...inputShape]`
 * @param noisy `x̃`, `[batch, ...inputShape]`
 * @param latentShape of one code, such as `[latentDim]`
 * @returns `[batch]`
 * @throws {ShapeError} when `x` and `noisy` differ, or the code has another shape.
 */
export function jacobianChangePerExample(
  encode: (x: tf.Tensor) => tf.Tensor,
  x: tf.Tensor,
  noisy: tf.Tensor,
  latentShape: readonly number[],
): tf.Tensor1D {
  return tf.tidy(() => sumSquares(jacobianChangeProducts(encode, x, noisy, unitDirections(latentShape))));
}

/**
 * The mean over the batch of {@link jacobianChangePerExample}.
 *
 * @throws {ShapeError} when `x` and `noisy` differ, or the code has another shape.
 */
export function jacobianChange(
  encode: (x: tf.Tensor) => tf.Tensor,
  x: tf.Tensor,
  noisy: tf.Tensor,
  latentShape: readonly number[],
): tf.Scalar {
  return tf.tidy(() => tf.mean(jacobianChangePerExample(encode, x, noisy, latentShape)));
}
