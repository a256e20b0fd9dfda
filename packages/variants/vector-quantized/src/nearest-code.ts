import * as tf from '@tensorflow/tfjs';

/**
 * The index of the vector of a codebook that lies nearest to each row, `argmin_k ‖z - e_k‖²`; of equally near ones the
 * first. From a product of matrices, `‖e_k‖² - 2 z e_k`: what all share, `‖z‖²`, is left out.
 * Source: van den Oord, Vinyals and Kavukcuoglu 2017, eq. 1.
 *
 * Indices have no gradient: nothing that is differentiated may depend on them but through `straightThrough`,
 * `stopGradient` and `lookUp`.
 *
 * @param rows `[count, codeDim]`
 * @param codebook `[codes, codeDim]`
 * @returns int32 `[count]`
 */
export function nearestCode(rows: tf.Tensor, codebook: tf.Tensor): tf.Tensor1D {
  return tf.tidy(() => {
    const distances = tf.fused.matMul({
      a: rows as tf.Tensor2D,
      b: tf.mul(codebook, -2) as tf.Tensor2D,
      transposeB: true,
      bias: tf.sum(tf.square(codebook), 1),
    });
    return tf.cast(tf.argMin(distances, 1), 'int32') as tf.Tensor1D;
  });
}
