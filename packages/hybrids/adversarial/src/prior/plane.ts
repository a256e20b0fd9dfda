import type { RandomSource } from '@autoencoders/backend';
import * as tf from '@tensorflow/tfjs';

/**
 * The part that each row is drawn from, `[count]`: that of its label, or one drawn at random where there is no label.
 */
export function partsOf(count: number, parts: number, random: RandomSource, labels?: tf.Tensor1D): tf.Tensor {
  // Rounding must not give one part too many.
  const drawn = tf.minimum(tf.floor(tf.mul(random.uniform('prior/part', [count]), parts)), parts - 1);
  if (!labels) return drawn;
  return tf.where(tf.greaterEqual(labels, 0), tf.cast(labels, 'float32'), drawn);
}

/** Codes `[count, latentDim]` whose first two dimensions are given, `[count]` each, beside standard normal ones. */
export function besideThePlane(first: tf.Tensor, second: tf.Tensor, others: tf.Tensor): tf.Tensor {
  const plane = tf.stack([first, second], 1);
  return others.shape[1] === 0 ? plane : tf.concat([plane, others], 1);
}

/** One column of a matrix, `[count]`. */
export function column(matrix: tf.Tensor, index: number): tf.Tensor {
  return tf.reshape(tf.slice(matrix, [0, index], [-1, 1]), [-1]);
}
