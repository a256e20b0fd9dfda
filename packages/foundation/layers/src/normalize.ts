import * as tf from '@tensorflow/tfjs';
import type { HiddenActivationName } from './check-network.js';
import type { InitializerName } from './initializers.js';

/** What follows the linear part of a hidden layer. */
export interface HiddenStyle {
  readonly activation?: HiddenActivationName;
  readonly batchNormalization?: boolean;
  readonly initializer?: InitializerName;
}

/** Of the leaky ReLU, below 0, as adversarial networks have it (Radford, Metz and Chintala 2016). */
const leakySlope = 0.2;

/**
 * The part of a hidden layer's configuration that depends on what follows it: with batch normalisation it has neither
 * bias (the normalisation brings one) nor activation (which follows the normalisation); a leaky ReLU is a layer.
 */
export function hiddenConfiguration({ activation = 'relu', batchNormalization = false }: HiddenStyle) {
  if (batchNormalization) return { useBias: false };
  return activation === 'leakyRelu' ? {} : { activation };
}

/** What follows the linear part: normalisation over the batch (Ioffe and Szegedy 2015), then the activation. */
export function normalize(
  x: tf.SymbolicTensor,
  name: string,
  { activation = 'relu', batchNormalization = false }: HiddenStyle,
): tf.SymbolicTensor {
  if (!batchNormalization && activation !== 'leakyRelu') return x;
  const normal = batchNormalization
    ? (tf.layers.batchNormalization({ name: `${name}-normalization` }).apply(x) as tf.SymbolicTensor)
    : x;
  const layer = `${name}-activation`;
  const active =
    activation === 'leakyRelu'
      ? tf.layers.leakyReLU({ alpha: leakySlope, name: layer })
      : tf.layers.activation({ activation, name: layer });
  return active.apply(normal) as tf.SymbolicTensor;
}
