import * as tf from '@tensorflow/tfjs';
import { squaredDistances } from './squared-distances.js';

/**
 * The soft assignment of codes to clusters by Student's t distribution:
 *
 * `q_ij = (1 + |z_i - μ_j|²/α)^(-(α+1)/2) / Σ_l (1 + |z_i - μ_l|²/α)^(-(α+1)/2)`.
 * Source: Xie, Girshick and Farhadi 2016 (DEC), equation 1.
 *
 * @param codes `[batch, latentDim]`
 * @param centroids `[clusters, latentDim]`
 * @param alpha degrees of freedom
 * @returns `[batch, clusters]`; each row sums to 1
 * @throws {ShapeError} when the widths differ.
 */
export function studentAssignment(codes: tf.Tensor, centroids: tf.Tensor, alpha = 1): tf.Tensor2D {
  return tf.tidy(() => tf.softmax(kernelLogarithms(codes, centroids, alpha)));
}

/**
 * The logarithm of {@link studentAssignment}, finite however far a code lies from a centroid, in nats.
 *
 * @returns `[batch, clusters]`
 * @throws {ShapeError} when the widths differ.
 */
export function logStudentAssignment(codes: tf.Tensor, centroids: tf.Tensor, alpha = 1): tf.Tensor2D {
  return tf.tidy(() => {
    const logarithms = kernelLogarithms(codes, centroids, alpha);
    return tf.sub(logarithms, tf.logSumExp(logarithms, 1, true));
  });
}

/** The logarithm of the kernel, before it is normalised. */
function kernelLogarithms(codes: tf.Tensor, centroids: tf.Tensor, alpha: number): tf.Tensor2D {
  const scaled = tf.div(squaredDistances(codes, centroids), alpha);
  return tf.mul(tf.log(tf.add(scaled, 1)), -(alpha + 1) / 2);
}
