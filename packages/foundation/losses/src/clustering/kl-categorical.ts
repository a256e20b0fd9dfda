import * as tf from '@tensorflow/tfjs';
import { checkSameShape } from '../reduce.js';

/** `0 · log 0` is 0: the logarithm only has to be finite. */
const least = 1e-30;

/**
 * The divergence of one categorical distribution from another, of each example:
 *
 * `KL(P ‖ Q) = Σ_j p_j (log p_j - log q_j)`, summed over categories, in nats.
 * Deep embedded clustering lowers it (Xie, Girshick and Farhadi 2016, equation 2).
 *
 * @param p probabilities, `[batch, categories]`; a 0 adds nothing
 * @param logQ logarithms of probabilities, `[batch, categories]`
 * @returns `[batch]`
 * @throws {ShapeError} when the shapes differ.
 */
export function klBetweenCategoricalsPerExample(p: tf.Tensor, logQ: tf.Tensor): tf.Tensor1D {
  checkSameShape('p', p, 'logQ', logQ);
  return tf.tidy(() => tf.sum(tf.mul(p, tf.sub(tf.log(tf.maximum(p, least)), logQ)), 1));
}

/**
 * The mean over the batch of {@link klBetweenCategoricalsPerExample}, in nats.
 *
 * @throws {ShapeError} when the shapes differ.
 */
export function klBetweenCategoricals(p: tf.Tensor, logQ: tf.Tensor): tf.Scalar {
  return tf.tidy(() => tf.mean(klBetweenCategoricalsPerExample(p, logQ)));
}
