import type * as tf from '@tensorflow/tfjs';

/** The input of a layer that takes one, which tfjs gives alone or in a list. */
export function onlyInput(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
  return Array.isArray(inputs) ? inputs[0]! : inputs;
}
