import * as tf from '@tensorflow/tfjs';
import { jacobianProducts } from './jacobian-products.js';
import { sumSquares } from './sum-squares.js';
import { unitDirections } from './unit-directions.js';

/**
 * The squared Frobenius norm of each example's Jacobian of the encoder, the contraction penalty:
 *
 * `‖J(x)‖² = Σ_ji (∂h_j / ∂x_i)²`, summed over code units and features.
 *
 * Exact for any encoder, at the cost of a pass over as many copies of the batch as the code has units; what `encode`
 * must be is said at {@link jacobianProducts}. For one dense layer {@link denseJacobianSquaredNormPerExample} is the
 * same in closed form, for large codes {@link projectedJacobianSquaredNormPerExample} an estimate.
 * Source: Rifai et al. 2011, "Contractive auto-encoders", eq. 7.
 *
 * @param encode the encoder, `[n, ...inputShape]` to `[n, ...latentShape]` for any `n`
 * @param x `[batch, ...inputShape]`
 * @param latentShape of one code, such as `[latentDim]`
 * @returns `[batch]`
 * @throws {ShapeError} when the code has another shape.
 */
export function jacobianSquaredNormPerExample(
  encode: (x: tf.Tensor) => tf.Tensor,
  x: tf.Tensor,
  latentShape: readonly number[],
): tf.Tensor1D {
  return tf.tidy(() => sumSquares(jacobianProducts(encode, x, unitDirections(latentShape))));
}

/**
 * The mean over the batch of {@link jacobianSquaredNormPerExample}.
 *
 * @throws {ShapeError} when the code has another shape.
 */
export function jacobianSquaredNorm(
  encode: (x: tf.Tensor) => tf.Tensor,
  x: tf.Tensor,
  latentShape: readonly number[],
): tf.Scalar {
  return tf.tidy(() => tf.mean(jacobianSquaredNormPerExample(encode, x, latentShape)));
}
