import { squaredDistances } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';

/**
 * Moves each centroid towards the codes of a batch that are nearest to it, one after another with a rate of
 * `1 / (times it was moved)`: `c ← c + 1; μ ← μ + (z - μ) / c`. After `n` codes of sum `s` that is
 *
 * `μ' = μ + (s - n μ) / (c + n)`, `c' = c + n`,
 *
 * in whatever order they come. A centroid without codes stays where it is, and so does its count.
 * Source: Yang, Fu, Sidiropoulos and Hong 2017 (DCN).
 *
 * @param codes `[batch, width]`
 * @param centroids `[clusters, width]`
 * @param counts `[clusters]`
 * @returns both anew; the caller disposes them
 */
export function movedCentroids(
  codes: tf.Tensor,
  centroids: tf.Tensor,
  counts: tf.Tensor,
): { readonly centroids: tf.Tensor2D; readonly counts: tf.Tensor1D } {
  return tf.tidy(() => {
    const assigned = nearestOneHot(codes, centroids);
    const added = tf.sum(assigned, 0);
    const total = tf.add(counts, added);
    const pull = tf.sub(tf.matMul(assigned, codes, true), tf.mul(centroids, tf.expandDims(added, 1)));
    // A count of 0 can only be one that nothing was added to.
    const change = tf.div(pull, tf.expandDims(tf.maximum(total, 1), 1));
    return { centroids: tf.add(centroids, change), counts: total } as never;
  });
}

/** `[batch, clusters]`: 1 at the nearest centroid, the first of equal ones, else 0. */
export function nearestOneHot(codes: tf.Tensor, centroids: tf.Tensor): tf.Tensor2D {
  return tf.tidy(() =>
    tf.cast(
      tf.oneHot(tf.argMin(squaredDistances(codes, centroids), 1) as tf.Tensor1D, centroids.shape[0]!),
      'float32',
    ),
  ) as tf.Tensor2D;
}
