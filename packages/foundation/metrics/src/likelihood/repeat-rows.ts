import * as tf from '@tensorflow/tfjs';

/** Each row so many times, one after another: `[batch · times, ...shape]`. */
export function repeatRows(x: tf.Tensor, times: number): tf.Tensor {
  const [batch, ...shape] = x.shape as [number, ...number[]];
  const repeated = tf.tile(tf.reshape(x, [batch, 1, -1]), [1, times, 1]);
  return tf.reshape(repeated, [batch * times, ...shape]);
}
