import * as tf from '@tensorflow/tfjs';

/** Running counts and sums of the encoder outputs that each code stands for. */
export interface CodeMeans {
  /** `[codes]` */
  readonly counts: tf.Tensor;
  /** `[codes, codeDim]` */
  readonly sums: tf.Tensor;
}

/**
 * One step of running means: `N_k ← γ N_k + (1 - γ) n_k`, `m_k ← γ m_k + (1 - γ) Σ z`, over the `n_k` rows that are
 * nearest to code `k`. Source: van den Oord, Vinyals and Kavukcuoglu 2017, appendix A.1, eq. 6 and 7.
 *
 * @param batch counts and sums of this batch
 */
export function averaged(before: CodeMeans, batch: CodeMeans, decay: number): CodeMeans {
  const mix = (a: tf.Tensor, b: tf.Tensor) => tf.add(tf.mul(a, decay), tf.mul(b, 1 - decay));
  return { counts: mix(before.counts, batch.counts), sums: mix(before.sums, batch.sums) };
}

/**
 * The codebook of running means: `e_k = m_k / Ñ_k` with the smoothed count `Ñ_k = (N_k + ε) / (N + K ε) N`,
 * `N = Σ N_k` (Laplace smoothing). Source: as above, eq. 8; smoothing as in the authors' code.
 *
 * @returns `[codes, codeDim]`
 */
export function codebookOf({ counts, sums }: CodeMeans, smoothing: number): tf.Tensor {
  const total = tf.sum(counts);
  const scale = tf.div(total, tf.add(total, counts.size * smoothing));
  const smoothed = tf.mul(tf.add(counts, smoothing), scale);
  return tf.div(sums, tf.expandDims(smoothed, 1));
}
