import * as tf from '@tensorflow/tfjs';

/**
 * The squared distance of each code to its nearest centroid, `min_j |z - c_j|²`, summed over the code.
 *
 * @param codes `[batch, width]`
 * @param centroids `[clusters, width]`
 * @returns `[batch]`
 */
export function squaredDistanceToNearest(codes: tf.Tensor, centroids: tf.Tensor): tf.Tensor1D {
  return tf.tidy(() => {
    // |z - c|² less |z|², which is the same for all centroids; the distance itself is taken without cancellation.
    const squares = tf.sum(tf.square(centroids), 1);
    const relative = tf.sub(
      squares,
      tf.mul(tf.matMul(codes as tf.Tensor2D, centroids as tf.Tensor2D, false, true), 2),
    );
    const nearest = tf.gather(centroids, tf.argMin(relative, 1).toInt());
    return tf.sum(tf.squaredDifference(codes, nearest), 1) as tf.Tensor1D;
  });
}
