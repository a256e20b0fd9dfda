import { defineVariant } from '@autoencoders/core';
import { pairNetworks, pairRoles } from './networks.js';
import { bidirectionalOptions } from './options.js';
import { pairModel } from './pair-model.js';

/**
 * Makes a bidirectional GAN (BiGAN): a deterministic encoder `E` and a generator `G`, the decoder, that play together
 * against one discriminator of pairs of data and code,
 *
 * `min_{G,E} max_D E_x[log D(x, E(x))] + E_z[log(1 - D(G(z), z))]`,
 *
 * averaged over the batch, in nats. Where nobody can tell the pairs apart, `E` is the inverse of `G`: no error of
 * reconstruction is in the loss. Phases: `discriminator`, `generation`.
 * Sources: Donahue, Krähenbühl and Darrell 2017, "Adversarial feature learning", eq. 2 and 3; the weight of a
 * reconstruction: Li et al. 2017, "ALICE", section 3.1.
 *
 * @example
 * const model = bidirectionalGan({ inputShape: [28, 28, 1], latentDim: 50, prior: 'uniform' });
 *
 * @throws {OptionError} naming each option that is wrong.
 * @throws {ShapeError} when a network of the caller's does not fit.
 */
export const bidirectionalGan = defineVariant({
  kind: 'bigan',
  summary: 'bidirectional GAN (BiGAN): encoder and generator against one discriminator of data with code',
  options: bidirectionalOptions,
  roles: pairRoles,
  networks: (options, own) =>
    pairNetworks(options, own, { heads: ['code'], outputActivation: options.codeActivation }),
  model: (networks, options) => pairModel(networks, options, ([code]) => code!),
});
