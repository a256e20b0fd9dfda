import { stopGradient } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';

/** Under the quotient, where real examples are all the same. */
const smallest = 1e-12;

/**
 * How much the examples of one batch differ among themselves, over how much those of another do: the root of the
 * quotient of their variances, each summed over features. 1 where they are as diverse, 0 where all fake ones are the
 * same. Without a gradient, without a unit.
 *
 * @param fake `[batch, ...]`
 * @param real `[batch, ...]`, of the same features
 */
export function relativeDiversity(fake: tf.Tensor, real: tf.Tensor): tf.Scalar {
  return tf.tidy(() => {
    const variance = (x: tf.Tensor) => tf.sum(tf.moments(stopGradient(x), 0).variance);
    return tf.sqrt(tf.div(variance(fake), tf.add(variance(real), smallest))) as tf.Scalar;
  });
}
