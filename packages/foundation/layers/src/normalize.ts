import * as tf from '@tensorflow/tfjs';
import type { ActivationName } from './check-network.js';
import type { InitializerName } from './initializers.js';

/** What follows the linear part of a hidden layer. */
export interface HiddenStyle {
  readonly activation?: ActivationName;
  readonly batchNormalization?: boolean;
  readonly initializer?: InitializerName;
}

/**
 * The part of a hidden layer's configuration that depends on batch normalisation: with it, the layer has neither
 * bias (the normalisation brings one) nor activation (which follows the normalisation).
 */
export function hiddenConfiguration({ activation = 'relu', batchNormalization = false }: HiddenStyle) {
  return batchNormalization ? { useBias: false } : { activation };
}

/** Normalises over the batch, then applies the activation (Ioffe and Szegedy 2015); nothing where not asked for. */
export function normalize(
  x: tf.SymbolicTensor,
  name: string,
  { activation = 'relu', batchNormalization = false }: HiddenStyle,
): tf.SymbolicTensor {
  if (!batchNormalization) return x;
  const normal = tf.layers.batchNormalization({ name: `${name}-normalization` }).apply(x);
  return tf.layers.activation({ activation, name: `${name}-activation` }).apply(normal) as tf.SymbolicTensor;
}
