import { checkShape } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';

/** A frequency of 0 divides nothing; the smallest float32 would overflow. */
const least = 1e-30;

/**
 * The distribution that deep clustering pulls assignments towards: sharper, and with large clusters held back,
 *
 * `p_ij = (q_ij² / f_j) / Σ_l (q_il² / f_l)`.
 *
 * A cluster of frequency 0 counts as one of 1e-30. Source: Xie, Girshick and Farhadi 2016 (DEC), equation 3.
 *
 * @param assignment `q`, `[batch, clusters]`
 * @param frequencies `f`, `[clusters]`: the sum, or just as well the mean, of `q` over all examples
 * @returns `[batch, clusters]`; each row sums to 1
 * @throws {ShapeError} when the numbers of clusters differ.
 */
export function clusteringTarget(assignment: tf.Tensor, frequencies: tf.Tensor): tf.Tensor2D {
  checkShape('assignment', assignment.shape, [null, frequencies.size]);
  return tf.tidy(() => {
    const sharpened = tf.div(tf.square(assignment), tf.maximum(frequencies, least));
    return tf.div(sharpened, tf.sum(sharpened, 1, true));
  });
}
