import type { NetworkSlots, Networks } from '@autoencoders/core';
import { discriminatorNetwork } from '@autoencoders/gan';
import { variationalNetworks } from '@autoencoders/variational';
import { discriminatorFiltersOf, type VaeGanSettings } from './options.js';

/** The networks of a VAE-GAN, in the order of their names. */
export const vaeGanRoles = ['encoder', 'decoder', 'discriminator'] as const;

/** One of {@link vaeGanRoles}. */
export type VaeGanRoles = (typeof vaeGanRoles)[number];

/**
 * Builds encoder (two outputs: mean and log-variance), decoder and discriminator, or takes the caller's.
 *
 * @throws {ShapeError} when a caller's network does not fit.
 */
export function vaeGanNetworks(
  options: VaeGanSettings,
  own: NetworkSlots<VaeGanRoles>,
): Networks<VaeGanRoles> {
  const { inputShape, seed } = options;
  const shape = { inputShape, filters: discriminatorFiltersOf(options), seed };
  return {
    ...variationalNetworks(options, own),
    discriminator: discriminatorNetwork(shape, options, own.discriminator),
  };
}
