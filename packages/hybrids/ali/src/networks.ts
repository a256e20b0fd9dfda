import { checkOwnNetwork, type NetworkSlots, type Networks } from '@autoencoders/core';
import { discriminatorNetwork } from '@autoencoders/gan';
import {
  type ActivationName,
  convDecoder,
  convEncoder,
  denseDecoder,
  denseEncoder,
} from '@autoencoders/layers';
import type * as tf from '@tensorflow/tfjs';
import type { PairSettings } from './options.js';

/** The networks of a model whose discriminator judges pairs. */
export type PairRoles = 'encoder' | 'decoder' | 'discriminator';

/** Their names, for `defineVariant`. */
export const pairRoles: readonly PairRoles[] = ['encoder', 'decoder', 'discriminator'];

/** What an encoder ends in. */
export interface EncoderEnd {
  /** Names of its outputs, `latentDim` wide each. */
  readonly heads: readonly string[];
  readonly outputActivation?: ActivationName;
}

/**
 * Encoder, decoder (the generator) and the discriminator of pairs, each only where the caller brings none.
 *
 * @throws {ShapeError} when a network of the caller's does not fit.
 */
export function pairNetworks(
  options: PairSettings,
  own: NetworkSlots<PairRoles>,
  end: EncoderEnd,
): Networks<PairRoles> {
  const { architecture, inputShape, latentDim, filters, batchNormalization, seed } = options;
  const heads = end.heads.map(() => [latentDim]);
  if (own.encoder) checkOwnNetwork('encoder', own.encoder, inputShape, heads);
  if (own.decoder) checkOwnNetwork('decoder', own.decoder, [latentDim], [inputShape]);
  const shape = {
    inputShape,
    besideDim: latentDim,
    filters: architecture === 'convolutional' ? filters : [],
    batchNormalization,
    seed,
  };
  return {
    encoder: own.encoder ?? encoderOf(options, end),
    decoder: own.decoder ?? decoderOf(options),
    discriminator: discriminatorNetwork(shape, options, own.discriminator),
  };
}

function encoderOf(options: PairSettings, end: EncoderEnd): tf.LayersModel {
  const { architecture, hidden, filters, inputShape, latentDim, batchNormalization, seed } = options;
  const activation = options.encoderActivation ?? options.activation;
  const shared = { inputShape, latentDim, activation, batchNormalization, seed, ...end };
  return architecture === 'convolutional'
    ? convEncoder({ ...shared, filters })
    : denseEncoder({ ...shared, hidden });
}

function decoderOf(options: PairSettings): tf.LayersModel {
  const { architecture, hidden, filters, inputShape: outputShape, latentDim } = options;
  const { activation, outputActivation, batchNormalization, seed } = options;
  const shared = { outputShape, latentDim, activation, outputActivation, batchNormalization, seed };
  return architecture === 'convolutional'
    ? convDecoder({ ...shared, filters })
    : denseDecoder({ ...shared, hidden: [...hidden].reverse() });
}
