import * as tf from '@tensorflow/tfjs';

/** The sum of all squares of some tensors, with a gradient in one pass: `2 w`. */
export function squaredNorm(weights: readonly tf.Tensor[]): tf.Scalar {
  const norm = tf.customGrad((...given) => {
    const tensors = given.slice(0, -1) as tf.Tensor[];
    (given.at(-1) as tf.GradSaveFunc)(tensors);
    return {
      value: tf.addN(tensors.map((one) => tf.sum(tf.square(one)))) as tf.Scalar,
      gradFunc: (dy, saved) => saved.map((one) => tf.mul(one, tf.mul(dy, 2))),
    };
  });
  return norm(...weights) as tf.Scalar;
}
