import { type FeatureTaps, featureTaps } from '@autoencoders/layers';
import * as tf from '@tensorflow/tfjs';

const made = new Map<string, FeatureTaps>();

/**
 * Activations in two layers of a small network with weights by seed, smooth, so that its slopes can be measured. It is
 * made when it is first looked through, once for each shape and engine, and stays.
 */
export function smallFeatures(x: tf.Tensor): tf.Tensor[] {
  const key = `${tf.getBackend()} ${x.shape.slice(1)}`;
  const taps = made.get(key) ?? featureTaps(network(x.shape.slice(1)), ['first', 'second']);
  made.set(key, taps);
  return taps(x);
}

function network(inputShape: readonly number[]): tf.LayersModel {
  const start = (seed: number) => ({ kernelInitializer: tf.initializers.glorotUniform({ seed }) });
  const shared = { activation: 'tanh' } as const;
  const convolution = { ...shared, kernelSize: 3, strides: 2, padding: 'same' } as const;
  const layers =
    inputShape.length === 3
      ? [
          tf.layers.conv2d({
            ...convolution,
            ...start(1),
            inputShape: [...inputShape],
            filters: 4,
            name: 'first',
          }),
          tf.layers.conv2d({ ...convolution, ...start(2), filters: 5, name: 'second' }),
        ]
      : [
          tf.layers.dense({ ...shared, ...start(1), inputShape: [...inputShape], units: 10, name: 'first' }),
          tf.layers.dense({ ...shared, ...start(2), units: 6, name: 'second' }),
        ];
  return tf.sequential({ layers });
}
