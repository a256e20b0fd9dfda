import { checkShape } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';

/**
 * The squared distance of each code to each centroid, `d_ij = Σ_l (z_il - μ_jl)²`, summed over the code. From
 * differences, not from a product of matrices: codes far from 0 keep their digits.
 *
 * @param codes `[batch, latentDim]`
 * @param centroids `[clusters, latentDim]`
 * @returns `[batch, clusters]`
 * @throws {ShapeError} when the widths differ.
 */
export function squaredDistances(codes: tf.Tensor, centroids: tf.Tensor): tf.Tensor2D {
  checkShape('codes', codes.shape, [null, centroids.shape[1] ?? 0]);
  return tf.tidy(() => tf.sum(tf.square(tf.sub(tf.expandDims(codes, 1), tf.expandDims(centroids, 0))), 2));
}
