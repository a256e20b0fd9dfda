import * as tf from '@tensorflow/tfjs';

/** The part of an encoder up to its last hidden layer, `[batch, ...inputShape]` to `[batch, width]`, on its weights. */
export function lastHiddenLayer(encoder: tf.LayersModel): tf.LayersModel {
  const features = encoder.layers.at(-1)!.input as tf.SymbolicTensor;
  return tf.model({ inputs: encoder.inputs, outputs: features });
}
