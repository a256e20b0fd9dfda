import { OptionError } from '@autoencoders/errors';
import type { FeatureTaps } from '@autoencoders/layers';
import { stopGradient } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';

/**
 * The activations of images.
 *
 * @param weights the number of weights that there are for the layers
 * @throws {OptionError} when the caller's function does not give a list, or one of another length.
 */
export function activationsOf(features: FeatureTaps, x: tf.Tensor, weights?: number): tf.Tensor[] {
  const layers = features(x);
  if (!Array.isArray(layers) || layers.length === 0) {
    throw new OptionError(
      "'features' gives no list of activations: give one tensor for each layer, at least one",
    );
  }
  if (weights !== undefined && layers.length !== weights) {
    throw new OptionError(
      `layerWeights has ${weights} weights and 'features' gives ${layers.length} layers: give one for each`,
    );
  }
  return layers;
}

/** The activations of images that are aimed at: no gradient flows through them, and nothing of them is kept for one. */
export function fixedActivations(features: FeatureTaps, x: tf.Tensor, weights?: number): tf.Tensor[] {
  const shapes: number[][] = [];
  // In one tensor, for one pass through the network gives them all.
  const joined = stopGradient(x, (at) => {
    const rows = activationsOf(features, at, weights).map((layer) => {
      shapes.push(layer.shape);
      return tf.reshape(layer, [layer.shape[0]!, -1]);
    });
    return tf.concat(rows, 1);
  });
  const sizes = shapes.map(([, ...shape]) => tf.util.sizeFromShape(shape));
  return tf.split(joined, sizes, 1).map((part, index) => tf.reshape(part, shapes[index]!));
}
