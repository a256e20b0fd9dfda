import { checkShape, ShapeError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';

/**
 * How far the mean features of fake examples are from those of real ones: `Σ_l ‖E[f_l(x_real)] - E[f_l(x_fake)]‖²`,
 * summed over features and layers `l`.
 * Source: Salimans et al. 2016, "Improved techniques for training GANs", section 3.1.
 *
 * @param real activations of layers on real examples, `[batch, ...]` each
 * @param fake those of the same layers on fake ones; the batch may be of another size
 * @throws {ShapeError} when numbers of layers or shapes differ.
 */
export function featureMatching(real: readonly tf.Tensor[], fake: readonly tf.Tensor[]): tf.Scalar {
  if (real.length !== fake.length || real.length === 0) {
    throw new ShapeError(
      `there are activations of ${real.length} layers of real examples and ${fake.length} of fake ones: give as many, at least one`,
    );
  }
  real.forEach((layer, index) => {
    checkShape(`fake[${index}]`, fake[index]!.shape, [null, ...layer.shape.slice(1)]);
  });
  return tf.tidy(() => {
    const gaps = real.map((layer, index) => {
      const gap = tf.sub(tf.mean(layer, 0), tf.mean(fake[index]!, 0));
      return tf.sum(tf.square(gap));
    });
    return tf.addN(gaps) as tf.Scalar;
  });
}
