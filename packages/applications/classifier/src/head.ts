import * as tf from '@tensorflow/tfjs';
import type { ClassifierSettings } from './options.js';

/**
 * The network from codes to logits: dense layers with ReLU of the widths in `hidden`, and a linear one with a unit for
 * each class. Codes of several dimensions are flattened.
 */
export function denseHead(
  latentShape: readonly number[],
  { classes, hidden, seed }: ClassifierSettings,
): tf.LayersModel {
  const input = tf.input({ shape: [...latentShape], name: 'head-input' });
  let x: tf.SymbolicTensor = input;
  if (latentShape.length > 1) x = tf.layers.flatten({ name: 'head-flat' }).apply(x) as tf.SymbolicTensor;
  for (const [index, units] of [...hidden, classes].entries()) {
    const last = index === hidden.length;
    const layer = tf.layers.dense({
      units,
      activation: last ? 'linear' : 'relu',
      kernelInitializer: tf.initializers.glorotUniform({ seed: seed + 1 + index }),
      name: last ? 'head-logits' : `head-hidden-${index + 1}`,
    });
    x = layer.apply(x) as tf.SymbolicTensor;
  }
  return tf.model({ inputs: input, outputs: x, name: 'head' });
}
