import { logMeanExp } from '@autoencoders/metrics';
import * as tf from '@tensorflow/tfjs';

/** The bound, and what its gradient weighs the draws by. */
export interface ImportanceWeightedBound {
  /** `log 1/k Σᵢ wᵢ`, `[batch]`. */
  readonly bound: tf.Tensor1D;
  /** `w̃ᵢ = wᵢ / Σⱼ wⱼ`, `[samples, batch]`; for gradients of what came before, in whose course it is there. */
  normalizedWeights(): tf.Tensor;
}

/**
 * `log 1/k Σᵢ wᵢ` over the first axis, with the gradient `Σᵢ w̃ᵢ ∇ log wᵢ`. Source: Burda et al. 2016, eq. 13.
 *
 * @param logs `log w`, `[samples, batch]`
 */
export function importanceWeightedBound(logs: tf.Tensor): ImportanceWeightedBound {
  let normalized: tf.Tensor;
  const bound = tf.customGrad((at, save) => {
    const value = logMeanExp(at as tf.Tensor);
    const count = (at as tf.Tensor).shape[0]!;
    (save as tf.GradSaveFunc)([tf.exp(tf.sub(tf.sub(at as tf.Tensor, value), Math.log(count)))]);
    return {
      value,
      gradFunc: (dy, saved) => {
        normalized = saved[0]!;
        return tf.mul(dy as tf.Tensor, normalized);
      },
    };
  })(logs) as tf.Tensor1D;
  return { bound, normalizedWeights: () => normalized };
}
