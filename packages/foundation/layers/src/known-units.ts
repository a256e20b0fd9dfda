import { OptionError } from '@autoencoders/errors';
import type * as tf from '@tensorflow/tfjs';

/**
 * The length of the last axis of what a layer is built on.
 *
 * @throws {OptionError} when it is open, or there is none beside the batch.
 */
export function knownUnits(layer: string, inputShape: tf.Shape | tf.Shape[]): number {
  const shape = (Array.isArray(inputShape[0]) ? inputShape[0] : inputShape) as tf.Shape;
  const units = shape.at(-1);
  if (shape.length < 2 || typeof units !== 'number') {
    throw new OptionError(
      `layer '${layer}' takes [batch, ..., units], not ${JSON.stringify(shape)}: give it a last axis of known length`,
    );
  }
  return units;
}
