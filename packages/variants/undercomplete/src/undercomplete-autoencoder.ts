import { defineVariant } from '@autoencoders/core';
import {
  deterministicModel,
  deterministicNetworks,
  deterministicOptions,
  deterministicRoles,
} from '@autoencoders/deterministic';

/**
 * Makes an undercomplete autoencoder: an encoder to a code narrower than the input and a decoder back, trained
 * to reconstruct, with no other regulariser. With `architecture: 'linear'` and squared error it finds the
 * subspace of the first principal components (Baldi and Hornik 1989).
 * Source: Bank, Koenigstein and Giryes 2020, section 2.
 *
 * @example
 * const model = undercompleteAutoencoder({ inputShape: [64], latentDim: 8, hidden: [32] });
 *
 * @throws {OptionError} naming each option that is wrong.
 * @throws {ShapeError} when a network of the caller's does not fit.
 */
export const undercompleteAutoencoder = defineVariant({
  kind: 'undercomplete',
  summary: 'undercomplete autoencoder: dense, convolutional, linear or tied',
  options: deterministicOptions,
  roles: deterministicRoles,
  networks: deterministicNetworks,
  model: (networks, options) => deterministicModel(networks, options),
});
