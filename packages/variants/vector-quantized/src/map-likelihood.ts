import * as tf from '@tensorflow/tfjs';

/**
 * The negative log-likelihood of integers under categorical variables, of each example:
 *
 * `-log p(i | l) = Σ logsumexp(l) - l_i`, summed over places, in nats. Its gradient by the logits is
 * `softmax(l) - 1_i`, in one piece; of the indices none is asked.
 *
 * @param indices int32 `[batch, ...mapShape]`; alive until the gradient is computed
 * @param logits `[batch, ...mapShape, categories]`
 * @returns `[batch]`
 */
export function mapNegativeLogLikelihood(indices: tf.Tensor, logits: tf.Tensor): tf.Tensor1D {
  const categories = logits.shape.at(-1)!;
  const batch = logits.shape[0]!;
  const places = logits.size / categories;
  const flat = tf.reshape(indices, [places]) as tf.Tensor1D;
  const loss = tf.customGrad((...[given, save]) => {
    const rows = tf.reshape(given as tf.Tensor, [places, categories]);
    (save as tf.GradSaveFunc)([rows]);
    const starts = tf.range(0, places * categories, categories, 'int32');
    const picked = tf.gather(tf.reshape(rows, [-1]), tf.add(starts, flat).toInt());
    const costs = tf.sub(tf.logSumExp(rows, 1), picked);
    return {
      value: tf.sum(tf.reshape(costs, [batch, -1]), 1),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const chosen = tf.cast(tf.oneHot(flat, categories), 'float32');
        const slopes = tf.reshape(tf.sub(tf.softmax(saved[0]!), chosen), [batch, -1]);
        return tf.reshape(tf.mul(slopes, tf.expandDims(dy, 1)), logits.shape);
      },
    };
  });
  return loss(logits) as tf.Tensor1D;
}
