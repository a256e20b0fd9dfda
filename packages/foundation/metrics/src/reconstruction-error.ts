import { squaredErrorPerExample } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';

/**
 * The mean squared error of each value (not summed over features, as the losses are): `1/(n d) Σ (x - y)²`.
 *
 * @param x `[batch, ...shape]`
 * @param reconstruction `[batch, ...shape]`
 * @throws {ShapeError} when the shapes differ.
 */
export function meanSquaredError(x: tf.Tensor, reconstruction: tf.Tensor): tf.Scalar {
  return tf.tidy(() => tf.div(tf.sum(squaredErrorPerExample(x, reconstruction)), x.size));
}
