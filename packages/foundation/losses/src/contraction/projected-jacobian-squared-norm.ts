import * as tf from '@tensorflow/tfjs';
import { jacobianProducts } from './jacobian-products.js';
import { sumSquares } from './sum-squares.js';

/**
 * An estimate of each example's contraction penalty by projections:
 *
 * `1/count Σ_k ‖v_kᵀ J(x)‖²`, summed over features, averaged over directions.
 *
 * Its expectation is `‖J(x)‖²` for directions of identity covariance: standard normal ones, or of random signs, which
 * vary less. What `encode` must be is said at {@link jacobianProducts}.
 * Source: Hutchinson 1989, "A stochastic estimator of the trace of the influence matrix".
 *
 * @example
 * projectedJacobianSquaredNorm(encode, x, random.normal('directions', [1, batch, latentDim]));
 *
 * @param encode the encoder, `[n, ...inputShape]` to `[n, ...latentShape]` for any `n`
 * @param x `[batch, ...inputShape]`
 * @param directions `[count, batch, ...latentShape]`, or `[count, 1, ...latentShape]` for the same in every example
 * @returns `[batch]`
 * @throws {ShapeError} when the directions fit neither the batch nor the code.
 */
export function projectedJacobianSquaredNormPerExample(
  encode: (x: tf.Tensor) => tf.Tensor,
  x: tf.Tensor,
  directions: tf.Tensor,
): tf.Tensor1D {
  return tf.tidy(() => tf.div(sumSquares(jacobianProducts(encode, x, directions)), directions.shape[0]!));
}

/**
 * The mean over the batch of {@link projectedJacobianSquaredNormPerExample}.
 *
 * @throws {ShapeError} when the directions fit neither the batch nor the code.
 */
export function projectedJacobianSquaredNorm(
  encode: (x: tf.Tensor) => tf.Tensor,
  x: tf.Tensor,
  directions: tf.Tensor,
): tf.Scalar {
  return tf.tidy(() => tf.mean(projectedJacobianSquaredNormPerExample(encode, x, directions)));
}
