import * as tf from '@tensorflow/tfjs';

/** How often each index occurs, float32 `[codes]`. */
export function codeCounts(indices: tf.Tensor1D, codes: number): tf.Tensor1D {
  return tf.tidy(() => tf.unsortedSegmentSum(tf.ones([indices.size]), indices, codes) as tf.Tensor1D);
}

/**
 * The perplexity of a use of codes: `exp(-Σ p_k log p_k)`, `p_k` the share of each; 1 where one code is used, the
 * number of codes where all are used equally.
 *
 * @param counts `[codes]`, not all 0
 */
export function codePerplexity(counts: tf.Tensor): tf.Scalar {
  return tf.tidy(() => {
    const shares = tf.div(counts, tf.sum(counts));
    // 0 log 0 is 0.
    return tf.exp(tf.neg(tf.sum(tf.mul(shares, tf.log(tf.maximum(shares, 1e-30)))))) as tf.Scalar;
  });
}
