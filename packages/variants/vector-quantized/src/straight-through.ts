import * as tf from '@tensorflow/tfjs';

/**
 * The values of `quantized`, with the gradient of `x`: `∂y/∂x = 1`, as if nothing had been rounded; `quantized` has
 * none. This is not the slope of what is computed, which is 0 almost everywhere.
 * Sources: Bengio, Léonard and Courville 2013, section 4; van den Oord, Vinyals and Kavukcuoglu 2017, section 3.2.
 *
 * @param x `[...shape]`
 * @param quantized `[...shape]`; alive until the gradient is computed
 */
export function straightThrough(x: tf.Tensor, quantized: tf.Tensor): tf.Tensor {
  const through = tf.customGrad(() => ({
    value: tf.clone(quantized),
    gradFunc: (dy) => tf.clone(dy as tf.Tensor),
  }));
  return through(x);
}
