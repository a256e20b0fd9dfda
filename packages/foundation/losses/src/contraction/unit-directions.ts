import * as tf from '@tensorflow/tfjs';

/** The unit vectors of a code: `[units, 1, ...latentShape]`, `units` the product of `latentShape`. */
export function unitDirections(latentShape: readonly number[]): tf.Tensor {
  const units = latentShape.reduce((size, length) => size * length, 1);
  return tf.tidy(() => {
    // tf.eye fills its matrix in JavaScript; tf.oneHot of floats holds integers' bits on wasm.
    const identity = tf.cast(tf.oneHot(tf.range(0, units, 1, 'int32'), units), 'float32');
    return tf.reshape(identity, [units, 1, ...latentShape]);
  });
}
