import * as tf from '@tensorflow/tfjs';
import { checkSameShape, sumFeatures } from './reduce.js';

const logTwoPi = Math.log(2 * Math.PI);

/**
 * The negative log-likelihood of `x` under independent Gaussians, of each example:
 *
 * `-log p(x | m, v) = ½ Σ log 2π + v + (x - m)² exp(-v)` with the log-variance `v`, summed over features, in nats.
 * Source: Kingma and Welling 2014, appendix C.2.
 *
 * @param x `[batch, ...shape]`
 * @param mean `[batch, ...shape]`
 * @param logVariance `[batch, ...shape]` (learned), or one number (fixed)
 * @returns `[batch]`
 * @throws {ShapeError} when the shapes differ.
 */
export function gaussianNegativeLogLikelihoodPerExample(
  x: tf.Tensor,
  mean: tf.Tensor,
  logVariance: tf.Tensor | number,
): tf.Tensor1D {
  checkSameShape('x', x, 'mean', mean);
  return tf.tidy(() => {
    const squares = tf.squaredDifference(x, mean);
    if (typeof logVariance === 'number') {
      const features = x.size / (x.shape[0] || 1);
      const constant = 0.5 * features * (logTwoPi + logVariance);
      return tf.add(tf.mul(sumFeatures(squares), 0.5 * Math.exp(-logVariance)), constant);
    }
    checkSameShape('mean', mean, 'logVariance', logVariance);
    const terms = tf.add(tf.add(logVariance, logTwoPi), tf.mul(squares, tf.exp(tf.neg(logVariance))));
    return tf.mul(sumFeatures(terms), 0.5);
  });
}

/**
 * The mean over the batch of {@link gaussianNegativeLogLikelihoodPerExample}, in nats.
 *
 * @throws {ShapeError} when the shapes differ.
 */
export function gaussianNegativeLogLikelihood(
  x: tf.Tensor,
  mean: tf.Tensor,
  logVariance: tf.Tensor | number,
): tf.Scalar {
  return tf.tidy(() => tf.mean(gaussianNegativeLogLikelihoodPerExample(x, mean, logVariance)));
}
