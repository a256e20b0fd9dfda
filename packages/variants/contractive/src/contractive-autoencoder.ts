import { defineVariant, type Networks } from '@autoencoders/core';
import {
  corruptionOf,
  type DeterministicRoles,
  deterministicModel,
  deterministicNetworks,
  deterministicRoles,
} from '@autoencoders/deterministic';
import { contractivePenalty } from '@autoencoders/losses';
import { type ContractiveSettings, contractiveOptions } from './options.js';

/**
 * Makes a contractive autoencoder: the code is made to change little where the input does, by a penalty on the
 * encoder's Jacobian,
 *
 * `loss = E[L(x, g(f(x))) + λ ‖∂f/∂x‖²_F]`,
 *
 * and, with `curvatureWeight`, on how the Jacobian changes nearby (CAE+H). The code may be wider than the input.
 * Sources: Rifai et al. 2011a, eq. 7; Rifai et al. 2011b, eq. 5; Bank, Koenigstein and Giryes 2020, section 2.3.
 *
 * @example
 * const model = contractiveAutoencoder({ inputShape: [28, 28, 1], latentDim: 1000, architecture: 'tied', loss: 'bernoulli' });
 *
 * @throws {OptionError} naming each option that is wrong.
 * @throws {ShapeError} when a network of the caller's does not fit.
 */
export const contractiveAutoencoder = defineVariant({
  kind: 'contractive',
  summary: "contractive autoencoder: a penalty on the norm of the encoder's Jacobian",
  options: contractiveOptions,
  roles: deterministicRoles,
  networks: deterministicNetworks,
  model: contractiveModel,
});

function contractiveModel(networks: Networks<DeterministicRoles>, options: ContractiveSettings) {
  return deterministicModel(networks, options, {
    corruption: corruptionOf(options.corruption),
    penalties: [contractivePenalty(options), ...options.penalties],
  });
}
