import type { NetworkSlots, Networks } from '@autoencoders/core';
import { OptionError } from '@autoencoders/errors';
import { convDecoder, convEncoder, denseDecoder, denseEncoder } from '@autoencoders/layers';
import type { UndercompleteSettings } from './options.js';
import { tiedNetworks } from './tied-networks.js';

/** The networks of an undercomplete autoencoder. */
export type UndercompleteRoles = 'encoder' | 'decoder';

/**
 * Encoder and decoder of the architecture asked for, each only where the caller brings none.
 *
 * @throws {OptionError} when one of two tied networks is to be the caller's.
 */
export function buildNetworks(
  options: UndercompleteSettings,
  parameters: 1 | 2,
  { encoder, decoder }: NetworkSlots<UndercompleteRoles>,
): Networks<UndercompleteRoles> {
  if (encoder && decoder) return { encoder, decoder };
  const { architecture, inputShape, latentDim, activation, seed, filters } = options;
  if (architecture === 'tied') {
    if (encoder || decoder) {
      throw new OptionError(
        `architecture is 'tied', which makes both networks of one set of kernels: leave out '${encoder ? 'encoder' : 'decoder'}', or choose another architecture`,
      );
    }
    return tiedNetworks(options, parameters);
  }
  if (architecture === 'convolutional') {
    const shared = { filters, latentDim, activation, seed };
    return {
      encoder: encoder ?? convEncoder({ ...shared, inputShape }),
      decoder: decoder ?? convDecoder({ ...shared, outputShape: inputShape, parameters }),
    };
  }
  const hidden = architecture === 'linear' ? [] : options.hidden;
  const shared = { latentDim, activation, seed };
  return {
    encoder: encoder ?? denseEncoder({ ...shared, inputShape, hidden }),
    decoder:
      decoder ??
      denseDecoder({ ...shared, outputShape: inputShape, hidden: [...hidden].reverse(), parameters }),
  };
}
