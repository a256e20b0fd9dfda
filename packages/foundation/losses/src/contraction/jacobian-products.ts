import { checkShape, formatShape, ShapeError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';

/**
 * The products of directions in the code with each example's Jacobian of the encoder:
 *
 * `p_k = v_kᵀ J(x)` with `J_ji = ∂h_j / ∂x_i`, by one backward pass over the batch repeated `count` times.
 *
 * A loss of them has gradients with respect to the encoder's weights, which are second derivatives of it: tfjs by
 * itself gets those of several activations wrong, `useBackend` of `@autoencoders/backend` corrects them.
 *
 * Examples must not influence one another, and equal examples must get equal codes: no batch normalisation or
 * dropout in training mode.
 *
 * @param encode the encoder, `[n, ...inputShape]` to `[n, ...latentShape]` for any `n`: `(x) => model.apply(x)`, not
 * `predict`, through which nothing is differentiated
 * @param x `[batch, ...inputShape]`
 * @param directions `[count, batch, ...latentShape]`, or `[count, 1, ...latentShape]` for the same in every example
 * @returns `[count, batch, ...inputShape]`
 * @throws {ShapeError} when the directions fit neither the batch nor the code.
 */
export function jacobianProducts(
  encode: (x: tf.Tensor) => tf.Tensor,
  x: tf.Tensor,
  directions: tf.Tensor,
): tf.Tensor {
  const [batch, ...inputShape] = x.shape as [number, ...number[]];
  const [count, rows, ...latentShape] = directions.shape as [number, number, ...number[]];
  if (directions.rank < 2 || count === 0 || (rows !== 1 && rows !== batch)) {
    throw new ShapeError(
      `directions has shape ${formatShape(directions.shape)} for ${batch} examples: ` +
        `give [count, ${batch}, ...latentShape], or [count, 1, ...latentShape] for the same in every example`,
    );
  }
  return tf.tidy(() => {
    // At rank 2 and 3: the gradient of tf.tile ends at rank 4.
    const copies = tf.tile(tf.reshape(x, [batch, -1]), [count, 1]);
    const slopes = tf.tile(tf.reshape(directions, [count, rows, -1]), [1, batch / rows, 1]);
    const codeShape = [count * batch, ...latentShape];
    const checked = (at: tf.Tensor) => {
      const code = encode(at);
      checkShape('encode(x)', code.shape, codeShape);
      return code;
    };
    const products = tf.grad(checked)(
      tf.reshape(copies, [count * batch, ...inputShape]),
      tf.reshape(slopes, codeShape),
    );
    return tf.reshape(products, [count, ...x.shape]);
  });
}
