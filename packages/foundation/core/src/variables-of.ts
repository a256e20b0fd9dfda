import type * as tf from '@tensorflow/tfjs';

/** The trainable variables of the networks, in layer order, each once even where layers share it. */
export function variablesOf(...networks: readonly tf.LayersModel[]): tf.Variable[] {
  // LayerVariable.read() returns the tf.Variable it wraps, though its type says Tensor.
  const variables = networks.flatMap((network) =>
    network.trainableWeights.map((weight) => weight.read() as tf.Variable),
  );
  return [...new Set(variables)];
}
