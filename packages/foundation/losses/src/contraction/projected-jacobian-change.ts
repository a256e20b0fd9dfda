import * as tf from '@tensorflow/tfjs';
import { jacobianChangeProducts } from './jacobian-change-products.js';
import { sumSquares } from './sum-squares.js';

/**
 * An estimate of {@link jacobianChangePerExample} by projections, the same at both points:
 *
 * `1/count Σ_k ‖v_kᵀ (J(x) - J(x̃))‖²`, summed over features, averaged over directions.
 *
 * Its expectation is `‖J(x) - J(x̃)‖²` for directions of identity covariance, as at
 * {@link projectedJacobianSquaredNormPerExample}.
 * Sources: Rifai et al. 2011, "Higher order contractive auto-encoder", eq. 5; Hutchinson 1989.
 *
 * @param encode the encoder, `[n, ...inputShape]` to `[n, ...latentShape]` for any `n`
 * @param x `[batch, ...inputShape]`
 * @param noisy `x̃`, `[batch, ...inputShape]`
 * @param directions `[count, batch, ...latentShape]`, or `[count, 1, ...latentShape]` for the same in every example
 * @returns `[batch]`
 * @throws {ShapeError} when `x` and `noisy` differ, or the directions fit neither the batch nor the code.
 */
export function projectedJacobianChangePerExample(
  encode: (x: tf.Tensor) => tf.Tensor,
  x: tf.Tensor,
  noisy: tf.Tensor,
  directions: tf.Tensor,
): tf.Tensor1D {
  return tf.tidy(() =>
    tf.div(sumSquares(jacobianChangeProducts(encode, x, noisy, directions)), directions.shape[0]!),
  );
}

/**
 * The mean over the batch of {@link projectedJacobianChangePerExample}.
 *
 * @throws {ShapeError} when `x` and `noisy` differ, or the directions fit neither the batch nor the code.
 */
export function projectedJacobianChange(
  encode: (x: tf.Tensor) => tf.Tensor,
  x: tf.Tensor,
  noisy: tf.Tensor,
  directions: tf.Tensor,
): tf.Scalar {
  return tf.tidy(() => tf.mean(projectedJacobianChangePerExample(encode, x, noisy, directions)));
}
