import * as tf from '@tensorflow/tfjs';

/** Rings of varying size, `[count, 8, 8, 1]`, with values in [0, 1]: one number tells them apart. */
export function rings(count: number): tf.Tensor {
  return tf.tidy(() => {
    const distance = tf.tensor(
      Array.from({ length: 64 }, (_, i) => Math.hypot((i % 8) - 3.5, Math.floor(i / 8) - 3.5)),
    );
    const radius = tf.reshape(tf.linspace(1, 4, count), [count, 1]);
    return tf.reshape(tf.exp(tf.neg(tf.square(tf.sub(distance, radius)))), [count, 8, 8, 1]);
  });
}
