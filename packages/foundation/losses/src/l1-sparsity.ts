import * as tf from '@tensorflow/tfjs';
import { sumFeatures } from './reduce.js';

/**
 * The L1 norm of each example's activations, `Σ |a|`, summed over units.
 *
 * @param activations `[batch, ...units]`
 * @returns `[batch]`
 */
export function l1SparsityPerExample(activations: tf.Tensor): tf.Tensor1D {
  return tf.tidy(() => sumFeatures(tf.abs(activations)));
}

/** The mean over the batch of {@link l1SparsityPerExample}. */
export function l1Sparsity(activations: tf.Tensor): tf.Scalar {
  return tf.tidy(() => tf.mean(l1SparsityPerExample(activations)));
}
