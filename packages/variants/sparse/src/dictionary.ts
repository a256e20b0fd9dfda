import type { Autoencoder } from '@autoencoders/core';
import * as tf from '@tensorflow/tfjs';

type Decodes = Pick<Autoencoder, 'networks' | 'inputShape' | 'latentShape'>;

/**
 * The dictionary of a model: what each unit of the code adds to the decoder's output,
 *
 * `d_j = g(e_j) - g(0)` with the unit vector `e_j`, before outputs are taken to data space; of a decoder of one
 * dense layer, the rows of its kernel.
 *
 * @returns `[units, ...inputShape]`; the caller disposes it.
 */
export function dictionary(model: Decodes): tf.Tensor {
  return tf.tidy(() => decodedUnits(model));
}

/** {@link dictionary} inside a tidy of the caller's. */
export function decodedUnits({ networks, inputShape, latentShape }: Decodes): tf.Tensor {
  const units = latentShape.reduce((size, length) => size * length, 1);
  const decode = (z: tf.Tensor) => networks.decoder!.apply(z) as tf.Tensor;
  const added = tf.sub(decode(tf.eye(units)), decode(tf.zeros([1, units])));
  // Of two parameters per value the first is the location.
  const channels = inputShape.at(-1)!;
  const begin = added.shape.map(() => 0);
  return tf.slice(added, begin, [...added.shape.slice(0, -1), channels]);
}
