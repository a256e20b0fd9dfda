import { checkOwnNetwork, type NetworkSlots, type Networks } from '@autoencoders/core';
import { convDecoder, convEncoder, denseDecoder, denseEncoder } from '@autoencoders/layers';
import { type Likelihood, likelihood } from '@autoencoders/losses';
import type * as tf from '@tensorflow/tfjs';
import type { LatentSettings } from './options.js';

/** The networks of a variational autoencoder. */
export type VariationalRoles = 'encoder' | 'decoder';

/** The outputs of an encoder of a Gaussian code. */
export const posteriorHeads: readonly string[] = ['mean', 'logVariance'];

/** The likelihood that the options ask for. */
export function likelihoodOf({ likelihood: name, variance, scale }: LatentSettings): Likelihood {
  return likelihood(name, { variance, scale });
}

/** Shape of what a decoder gives: the parameters of the likelihood. */
export function outputShapeOf(options: LatentSettings): number[] {
  const { inputShape } = options;
  return [...inputShape.slice(0, -1), inputShape.at(-1)! * likelihoodOf(options).parameters];
}

/**
 * Builds encoder (two outputs: mean and log-variance) and decoder, or takes the caller's.
 *
 * @throws {ShapeError} when a caller's network does not fit.
 */
export function variationalNetworks(
  options: LatentSettings,
  own: NetworkSlots<VariationalRoles>,
): Networks<VariationalRoles> {
  const { inputShape, latentDim } = options;
  const heads = posteriorHeads.map(() => [latentDim]);
  if (own.encoder) checkOwnNetwork('encoder', own.encoder, inputShape, heads);
  if (own.decoder) checkOwnNetwork('decoder', own.decoder, [latentDim], [outputShapeOf(options)]);
  return { encoder: own.encoder ?? encoderOf(options), decoder: own.decoder ?? decoderOf(options) };
}

/** Builds an encoder, its outputs `latentDim` wide each. */
export function encoderOf(options: LatentSettings, heads = posteriorHeads): tf.LayersModel {
  const { architecture, inputShape, latentDim, hidden, filters, residual, activation, seed } = options;
  const shared = { inputShape, latentDim, activation, heads, seed };
  return architecture === 'convolutional'
    ? convEncoder({ ...shared, filters, residual })
    : denseEncoder({ ...shared, hidden });
}

/** Builds a decoder of codes `latentDim` wide. */
export function decoderOf(options: LatentSettings): tf.LayersModel {
  const {
    architecture,
    inputShape: outputShape,
    latentDim,
    hidden,
    filters,
    residual,
    activation,
    seed,
  } = options;
  const { parameters } = likelihoodOf(options);
  const shared = { outputShape, latentDim, activation, parameters, seed };
  return architecture === 'convolutional'
    ? convDecoder({ ...shared, filters, residual })
    : denseDecoder({ ...shared, hidden: [...hidden].reverse() });
}
