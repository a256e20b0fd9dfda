import * as tf from '@tensorflow/tfjs';
import { checkSameShape } from '../reduce.js';
import { jacobianProducts } from './jacobian-products.js';

/**
 * `v_kᵀ (J(x) - J(x̃))`, `[count, batch, ...inputShape]`, of the same directions at both points.
 *
 * @throws {ShapeError} when `x` and `noisy` differ, or the directions fit neither the batch nor the code.
 */
export function jacobianChangeProducts(
  encode: (x: tf.Tensor) => tf.Tensor,
  x: tf.Tensor,
  noisy: tf.Tensor,
  directions: tf.Tensor,
): tf.Tensor {
  checkSameShape('x', x, 'noisy', noisy);
  return tf.sub(jacobianProducts(encode, x, directions), jacobianProducts(encode, noisy, directions));
}
