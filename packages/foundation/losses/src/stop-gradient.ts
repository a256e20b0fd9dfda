import * as tf from '@tensorflow/tfjs';

/** The same values, through which no gradient flows. */
export function stopGradient(x: tf.Tensor): tf.Tensor {
  const constant = tf.customGrad((at) => ({
    value: tf.clone(at as tf.Tensor),
    gradFunc: () => tf.zerosLike(at as tf.Tensor),
  }));
  return constant(x);
}
