import * as tf from '@tensorflow/tfjs';

/**
 * The same values, or what `map` makes of them, through which no gradient flows; nothing of `map` is differentiated.
 */
export function stopGradient(
  x: tf.Tensor,
  map: (x: tf.Tensor) => tf.Tensor = (at) => tf.clone(at),
): tf.Tensor {
  const constant = tf.customGrad((at) => ({
    value: map(at as tf.Tensor),
    gradFunc: () => tf.zerosLike(at as tf.Tensor),
  }));
  return constant(x);
}
