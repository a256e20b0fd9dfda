import type { NetworkSlots, Networks } from '@autoencoders/core';
import { deterministicNetworks } from '@autoencoders/deterministic';
import { discriminatorNetwork } from '@autoencoders/gan';
import type { AdversarialAutoencoderSettings } from './adversarial-options.js';
import { gaussianEncoder } from './gaussian-encoder.js';

/** The networks of an adversarial autoencoder. */
export type AdversarialRoles = 'encoder' | 'decoder' | 'discriminator';

/**
 * Encoder, decoder, and the discriminator of codes, each only where the caller brings none. With `classes` the
 * discriminator has a second input: the label, and one place more for examples without one.
 *
 * @throws {ShapeError} when a network of the caller's does not fit.
 * @throws {OptionError} for options that contradict one another.
 */
export function adversarialNetworks(
  options: AdversarialAutoencoderSettings,
  { discriminator, ...own }: NetworkSlots<AdversarialRoles>,
): Networks<AdversarialRoles> {
  const { latentDim, classes, encoding, seed } = options;
  const encoder = own.encoder ?? (encoding === 'gaussian' ? gaussianEncoder(options) : undefined);
  return {
    ...deterministicNetworks(options, { ...own, ...(encoder ? { encoder } : {}) }),
    discriminator: discriminatorNetwork(
      { inputShape: [latentDim], seed, ...(classes === undefined ? {} : { besideDim: classes + 1 }) },
      options,
      discriminator,
    ),
  };
}
