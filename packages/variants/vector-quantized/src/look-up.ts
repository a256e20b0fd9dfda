import * as tf from '@tensorflow/tfjs';

/**
 * The vectors of a codebook that indices name, differentiable by the codebook: `∂L/∂e_k` is the sum of what comes back
 * to the places of index `k`. The indices may have been computed from what is differentiated: no gradient is asked of
 * them, as tfjs does of those of `tf.gather`.
 *
 * @param codebook `[codes, codeDim]`
 * @param indices int32 `[count]`; alive until the gradient is computed
 * @returns `[count, codeDim]`
 */
export function lookUp(codebook: tf.Tensor, indices: tf.Tensor1D): tf.Tensor {
  const codes = codebook.shape[0]!;
  const found = tf.customGrad((book) => ({
    value: tf.gather(book as tf.Tensor, indices),
    gradFunc: (dy) => tf.unsortedSegmentSum(dy as tf.Tensor, indices, codes),
  }));
  return found(codebook);
}
