import * as tf from '@tensorflow/tfjs';

/**
 * The same values, through which the gradient flows times `factor`.
 *
 * @param factor broadcast against `x`; asked for when the gradient is computed
 */
export function scaledGradient(x: tf.Tensor, factor: () => tf.Tensor): tf.Tensor {
  const scaled = tf.customGrad((at) => ({
    value: tf.clone(at as tf.Tensor),
    gradFunc: (dy) => tf.mul(dy as tf.Tensor, factor()),
  }));
  return scaled(x);
}
