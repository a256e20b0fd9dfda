import { checkOwnNetwork, type NetworkSlots, type Networks } from '@autoencoders/core';
import { convDecoder, convEncoder, denseDecoder, denseEncoder } from '@autoencoders/layers';
import { type Likelihood, likelihood } from '@autoencoders/losses';
import type { LatentSettings } from './options.js';

/** The networks of a variational autoencoder. */
export type VariationalRoles = 'encoder' | 'decoder';

/** The likelihood that the options ask for. */
export function likelihoodOf({ likelihood: name, variance, scale }: LatentSettings): Likelihood {
  return likelihood(name, { variance, scale });
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
  const { inputShape, latentDim, activation, seed } = options;
  const { parameters } = likelihoodOf(options);
  const outputShape = [...inputShape.slice(0, -1), inputShape.at(-1)! * parameters];
  if (own.encoder) checkOwnNetwork('encoder', own.encoder, inputShape, [[latentDim], [latentDim]]);
  if (own.decoder) checkOwnNetwork('decoder', own.decoder, [latentDim], [outputShape]);
  const heads = ['mean', 'logVariance'];
  if (options.architecture === 'convolutional') {
    const { filters } = options;
    const shared = { filters, latentDim, activation, seed };
    return {
      encoder: own.encoder ?? convEncoder({ ...shared, inputShape, heads }),
      decoder: own.decoder ?? convDecoder({ ...shared, outputShape: inputShape, parameters }),
    };
  }
  const { hidden } = options;
  return {
    encoder: own.encoder ?? denseEncoder({ inputShape, hidden, latentDim, activation, heads, seed }),
    decoder:
      own.decoder ??
      denseDecoder({
        outputShape: inputShape,
        hidden: [...hidden].reverse(),
        latentDim,
        activation,
        parameters,
        seed,
      }),
  };
}
