import * as tf from '@tensorflow/tfjs';
import { checkSameShape, sumFeatures } from './reduce.js';

/**
 * The squared error of each example, `Σ (x - y)²`, summed over features. Divide by the number of features for
 * the mean per pixel.
 *
 * @param x `[batch, ...shape]`
 * @param reconstruction `[batch, ...shape]`
 * @returns `[batch]`
 * @throws {ShapeError} when the shapes differ.
 */
export function squaredErrorPerExample(x: tf.Tensor, reconstruction: tf.Tensor): tf.Tensor1D {
  checkSameShape('x', x, 'reconstruction', reconstruction);
  return tf.tidy(() => sumFeatures(tf.squaredDifference(x, reconstruction)));
}

/**
 * The mean over the batch of {@link squaredErrorPerExample}.
 *
 * @throws {ShapeError} when the shapes differ.
 */
export function squaredError(x: tf.Tensor, reconstruction: tf.Tensor): tf.Scalar {
  return tf.tidy(() => tf.mean(squaredErrorPerExample(x, reconstruction)));
}
