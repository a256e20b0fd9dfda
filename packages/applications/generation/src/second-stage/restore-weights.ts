import { ModelFormatError } from '@autoencoders/errors';
import type * as tf from '@tensorflow/tfjs';

/**
 * Gives a network the weights of one that was saved, which stays as it is.
 *
 * @throws {ModelFormatError} when it is missing or its weights have other shapes.
 */
export function restoreWeights(
  role: string,
  network: tf.LayersModel,
  saved: tf.LayersModel | undefined,
): void {
  const weights = saved?.getWeights() ?? [];
  const needed = network.getWeights();
  const fits =
    weights.length === needed.length &&
    weights.every(({ shape }, index) => String(shape) === String(needed[index]!.shape));
  if (!fits) {
    throw new ModelFormatError(
      `the network '${role}' of the generator does not have the weights that its options need: save it again`,
    );
  }
  network.setWeights(weights);
}
