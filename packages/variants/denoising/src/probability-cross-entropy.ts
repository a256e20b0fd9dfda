import * as tf from '@tensorflow/tfjs';

/** Keeps logarithms finite where a probability has been rounded to 0 or 1. */
const margin = 1e-6;

/**
 * The cross-entropy between activations in [0, 1], `-Σ h log p + (1 - h) log(1 - p)`, summed over units, averaged
 * over the batch, in nats. Source: Vincent et al. 2010, eq. 4.
 *
 * @param h `[batch, units]`
 * @param p `[batch, units]`
 */
export function probabilityCrossEntropy(h: tf.Tensor, p: tf.Tensor): tf.Scalar {
  return tf.tidy(() => {
    const inside = tf.clipByValue(p, margin, 1 - margin);
    const on = tf.mul(h, tf.log(inside));
    const off = tf.mul(tf.sub(1, h), tf.log(tf.sub(1, inside)));
    return tf.neg(tf.mean(tf.sum(tf.add(on, off), 1))) as tf.Scalar;
  });
}
