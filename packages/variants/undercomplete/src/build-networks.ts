import type { Networks } from '@autoencoders/core';
import { convDecoder, convEncoder, denseDecoder, denseEncoder } from '@autoencoders/layers';
import type { UndercompleteSettings } from './options.js';
import { tiedNetworks } from './tied-networks.js';

/** The networks of an undercomplete autoencoder. */
export type UndercompleteRoles = 'encoder' | 'decoder';

/** Encoder and decoder of the architecture asked for. */
export function buildNetworks(
  options: UndercompleteSettings,
  parameters: 1 | 2,
): Networks<UndercompleteRoles> {
  const { architecture, inputShape, latentDim, activation, seed, filters } = options;
  if (architecture === 'tied') return tiedNetworks(options, parameters);
  if (architecture === 'convolutional') {
    const shared = { filters, latentDim, activation, seed };
    return {
      encoder: convEncoder({ ...shared, inputShape }),
      decoder: convDecoder({ ...shared, outputShape: inputShape, parameters }),
    };
  }
  const hidden = architecture === 'linear' ? [] : options.hidden;
  return {
    encoder: denseEncoder({ inputShape, hidden, latentDim, activation, seed }),
    decoder: denseDecoder({
      outputShape: inputShape,
      hidden: [...hidden].reverse(),
      latentDim,
      activation,
      parameters,
      seed,
    }),
  };
}
