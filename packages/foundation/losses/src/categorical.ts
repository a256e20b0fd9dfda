import * as tf from '@tensorflow/tfjs';
import { checkSameShape, sumFeatures } from './reduce.js';

/**
 * The negative log-likelihood of `x` under categorical variables over the last axis, of each example:
 *
 * `-log p(x | l) = Σ x (logsumexp(l) - l)`, summed over features, in nats.
 *
 * @param x one-hot (or probabilities) along the last axis, `[batch, ..., classes]`
 * @param logits `[batch, ..., classes]`
 * @returns `[batch]`
 * @throws {ShapeError} when the shapes differ.
 */
export function categoricalNegativeLogLikelihoodPerExample(x: tf.Tensor, logits: tf.Tensor): tf.Tensor1D {
  checkSameShape('x', x, 'logits', logits);
  // tf.logSoftmax has a wrong second derivative.
  return tf.tidy(() => sumFeatures(tf.mul(x, tf.sub(tf.logSumExp(logits, -1, true), logits))));
}

/**
 * The mean over the batch of {@link categoricalNegativeLogLikelihoodPerExample}, in nats.
 *
 * @throws {ShapeError} when the shapes differ.
 */
export function categoricalNegativeLogLikelihood(x: tf.Tensor, logits: tf.Tensor): tf.Scalar {
  return tf.tidy(() => tf.mean(categoricalNegativeLogLikelihoodPerExample(x, logits)));
}
