import { checkOwnNetwork } from '@autoencoders/core';
import { discriminator } from '@autoencoders/layers';
import type * as tf from '@tensorflow/tfjs';
import type { AdversarialSettings } from './adversarial-options.js';

/** What a discriminator judges, and how it is made. */
export interface DiscriminatorShape {
  /** Shape of one example. */
  readonly inputShape: readonly number[];
  /** Width of a vector beside it: a code, labels. */
  readonly besideDim?: number;
  /** Channels of its convolutions. Default none. */
  readonly filters?: readonly number[];
  /** Normalise its hidden layers but the first over the batch. Default false. */
  readonly batchNormalization?: boolean;
  readonly seed: number;
  /** Name of the network. Default `'discriminator'`. */
  readonly name?: string;
}

/**
 * The discriminator that options ask for, or the caller's own.
 *
 * @throws {ShapeError} when the caller's does not fit.
 * @throws {OptionError} for convolutions of what is no sequence or image.
 */
export function discriminatorNetwork(
  shape: DiscriminatorShape,
  settings: Pick<
    AdversarialSettings,
    'discriminatorHidden' | 'discriminatorDropout' | 'spectralNormalization' | 'minibatchStandardDeviation'
  >,
  own?: tf.LayersModel,
): tf.LayersModel {
  const { inputShape, besideDim, name = 'discriminator' } = shape;
  if (own) {
    const inputs = besideDim === undefined ? inputShape : [inputShape, [besideDim]];
    checkOwnNetwork(name, own, inputs, [[1]]);
    return own;
  }
  return discriminator({
    ...shape,
    hidden: settings.discriminatorHidden,
    dropout: settings.discriminatorDropout,
    spectralNormalization: settings.spectralNormalization,
    minibatchStandardDeviation: settings.minibatchStandardDeviation,
  });
}
