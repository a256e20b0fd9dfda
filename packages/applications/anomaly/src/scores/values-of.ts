import * as tf from '@tensorflow/tfjs';

/** Computes a tensor in a tidy and brings its values to the host. */
export async function valuesOf(compute: () => tf.Tensor): Promise<Float32Array> {
  const tensor = tf.tidy(compute);
  try {
    return Float32Array.from(await tensor.data());
  } finally {
    tensor.dispose();
  }
}
