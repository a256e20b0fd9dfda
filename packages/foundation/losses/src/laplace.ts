import * as tf from '@tensorflow/tfjs';
import { checkSameShape, sumFeatures } from './reduce.js';

const logTwo = Math.log(2);

/**
 * The negative log-likelihood of `x` under independent Laplace variables, of each example:
 *
 * `-log p(x | m, s) = Σ log 2 + s + |x - m| exp(-s)` with the log-scale `s`, summed over features, in nats.
 *
 * @param x `[batch, ...shape]`
 * @param location `[batch, ...shape]`
 * @param logScale `[batch, ...shape]` (learned), or one number (fixed)
 * @returns `[batch]`
 * @throws {ShapeError} when the shapes differ.
 */
export function laplaceNegativeLogLikelihoodPerExample(
  x: tf.Tensor,
  location: tf.Tensor,
  logScale: tf.Tensor | number,
): tf.Tensor1D {
  checkSameShape('x', x, 'location', location);
  return tf.tidy(() => {
    const distances = tf.abs(tf.sub(x, location));
    if (typeof logScale === 'number') {
      const features = x.size / (x.shape[0] || 1);
      return tf.add(tf.mul(sumFeatures(distances), Math.exp(-logScale)), features * (logTwo + logScale));
    }
    checkSameShape('location', location, 'logScale', logScale);
    return sumFeatures(tf.add(tf.add(logScale, logTwo), tf.mul(distances, tf.exp(tf.neg(logScale)))));
  });
}

/**
 * The mean over the batch of {@link laplaceNegativeLogLikelihoodPerExample}, in nats.
 *
 * @throws {ShapeError} when the shapes differ.
 */
export function laplaceNegativeLogLikelihood(
  x: tf.Tensor,
  location: tf.Tensor,
  logScale: tf.Tensor | number,
): tf.Scalar {
  return tf.tidy(() => tf.mean(laplaceNegativeLogLikelihoodPerExample(x, location, logScale)));
}
