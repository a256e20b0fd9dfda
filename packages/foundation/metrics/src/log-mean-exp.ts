import * as tf from '@tensorflow/tfjs';

/** `log(1/n Σ exp(x))` along an axis, without overflow. */
export function logMeanExp(x: tf.Tensor, axis = 0): tf.Tensor {
  return tf.tidy(() => tf.sub(tf.logSumExp(x, axis), Math.log(x.shape[axis] ?? 1)));
}
