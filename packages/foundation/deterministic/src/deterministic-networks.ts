import { checkOwnNetwork, type NetworkSlots, type Networks } from '@autoencoders/core';
import { OptionError } from '@autoencoders/errors';
import { convDecoder, convEncoder, denseDecoder, denseEncoder } from '@autoencoders/layers';
import type { DeterministicSettings } from './options.js';
import { reconstructionOf } from './reconstruction.js';
import { tiedNetworks } from './tied-networks.js';

/** The networks of a deterministic autoencoder. */
export type DeterministicRoles = 'encoder' | 'decoder';

/** Their names, for `defineVariant`. */
export const deterministicRoles: readonly DeterministicRoles[] = ['encoder', 'decoder'];

/**
 * Encoder and decoder of the architecture asked for, each only where the caller brings none.
 *
 * @throws {ShapeError} when a network of the caller's does not fit.
 * @throws {OptionError} when one of two tied networks is to be the caller's.
 */
export function deterministicNetworks(
  options: DeterministicSettings,
  { encoder, decoder }: NetworkSlots<DeterministicRoles>,
): Networks<DeterministicRoles> {
  const { architecture, inputShape, latentDim, activation, codeActivation, seed, filters } = options;
  const { parameters } = reconstructionOf(options);
  const outputShape = [...inputShape.slice(0, -1), inputShape.at(-1)! * parameters];
  if (encoder) checkOwnNetwork('encoder', encoder, inputShape, [[latentDim]]);
  if (decoder) checkOwnNetwork('decoder', decoder, [latentDim], [outputShape]);
  if (encoder && decoder) return { encoder, decoder };
  if (architecture === 'tied') {
    if (encoder || decoder) {
      throw new OptionError(
        `architecture is 'tied', which makes both networks of one set of kernels: leave out '${encoder ? 'encoder' : 'decoder'}', or choose another architecture`,
      );
    }
    return tiedNetworks(options, parameters);
  }
  const shared = { latentDim, activation, seed };
  if (architecture === 'convolutional') {
    return {
      encoder: encoder ?? convEncoder({ ...shared, filters, inputShape, outputActivation: codeActivation }),
      decoder: decoder ?? convDecoder({ ...shared, filters, outputShape: inputShape, parameters }),
    };
  }
  const hidden = architecture === 'linear' ? [] : options.hidden;
  return {
    encoder: encoder ?? denseEncoder({ ...shared, inputShape, hidden, outputActivation: codeActivation }),
    decoder:
      decoder ??
      denseDecoder({ ...shared, outputShape: inputShape, hidden: [...hidden].reverse(), parameters }),
  };
}
