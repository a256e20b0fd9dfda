import type { RandomSource } from '@autoencoders/backend';
import { defineVariant, type Networks } from '@autoencoders/core';
import {
  corruptionOf,
  type DeterministicRoles,
  deterministicModel,
  deterministicNetworks,
  deterministicRoles,
} from '@autoencoders/deterministic';
import { type WassersteinSettings, wassersteinOptions } from './options.js';
import { priorDiscrepancy, priorScales } from './prior-discrepancy.js';

/**
 * Makes a Wasserstein autoencoder of the kind WAE-MMD: a deterministic code, of which all of a batch together are held
 * to the prior N(0, I),
 *
 * `loss = E[L(x, g(f(x)))] + λ MMD²(f(x), N(0, I))`,
 *
 * the first summed over features and averaged over the batch; the discrepancy is between the codes of the batch and as
 * many draws of the prior, without bias, so that it may be below 0 by chance; of one example it is 0. With the squared
 * error it bounds the 2-Wasserstein distance between the data and what the prior is decoded to.
 * Source: Tolstikhin, Bousquet, Gelly and Schölkopf 2018, eq. 4 and algorithm 2.
 *
 * @example
 * const model = wassersteinAutoencoder({ inputShape: [28, 28, 1], latentDim: 8 });
 *
 * @throws {OptionError} naming each option that is wrong.
 * @throws {ShapeError} when a network of the caller's does not fit.
 */
export const wassersteinAutoencoder = defineVariant({
  kind: 'wasserstein',
  summary: 'Wasserstein autoencoder (WAE-MMD): a deterministic code that is held to the prior all together',
  options: wassersteinOptions,
  roles: deterministicRoles,
  networks: deterministicNetworks,
  model: wassersteinModel,
});

function wassersteinModel(networks: Networks<DeterministicRoles>, options: WassersteinSettings) {
  const { latentDim, weight, kernel, scales = priorScales(latentDim) } = options;
  return {
    ...deterministicModel(networks, options, {
      corruption: corruptionOf(options.corruption),
      penalties: [priorDiscrepancy(weight, { kernel, scales }), ...options.penalties],
    }),
    /** Draws codes `[count, latentDim]` of N(0, I). */
    samplePrior: (count: number, random: RandomSource) => random.normal('prior', [count, latentDim]),
  };
}
