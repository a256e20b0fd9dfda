import * as tf from '@tensorflow/tfjs';

/** `Σ_k ‖p_k‖²` of each example: `[count, batch, ...shape]` to `[batch]`. */
export function sumSquares(products: tf.Tensor): tf.Tensor1D {
  const [count, batch] = products.shape as [number, number];
  return tf.sum(tf.sum(tf.square(tf.reshape(products, [count, batch, -1])), 2), 0);
}
