import * as tf from '@tensorflow/tfjs';

const shaping = ['InputLayer', 'Flatten', 'Reshape', 'AutoencodersCentring'];

/** The kernel of a network that is one dense layer, `[inputs, units]`; of any other, nothing. */
export function onlyDenseKernel(network: tf.LayersModel): tf.Variable | undefined {
  const acting = network.layers.filter((layer) => !shaping.includes(layer.getClassName()));
  if (acting.length !== 1 || acting[0]!.getClassName() !== 'Dense') return undefined;
  return acting[0]!.weights[0]!.read() as tf.Variable;
}

/** Scales the features of a decoder that is one dense layer to length 1; leaves any other as it is. */
export function normalizeFeatures(decoder: tf.LayersModel): void {
  const kernel = onlyDenseKernel(decoder);
  if (!kernel) return;
  tf.tidy(() => {
    const length = tf.sqrt(tf.sum(tf.square(kernel), 1, true));
    kernel.assign(tf.div(kernel, tf.maximum(length, 1e-8)));
  });
}
