import { defineVariant } from '@autoencoders/core';
import { elboModel } from './elbo-model.js';
import { weightedKl } from './kl-weight.js';
import { variationalNetworks } from './networks.js';
import { variationalOptions } from './options.js';

/**
 * Makes a variational autoencoder: a Gaussian encoder `q(z | x)`, a decoder `p(x | z)` of any likelihood, the prior
 * N(0, I), trained by the evidence lower bound
 *
 * `log p(x) ≥ E_q[log p(x | z)] - β KL(q(z | x) ‖ N(0, I))`,
 *
 * summed over features and latent dimensions, averaged over the batch, in nats. Sources: Kingma and Welling 2014,
 * eq. 3 and 10; beta: Higgins et al. 2017, eq. 4; annealing: Bowman et al. 2016, section 3.1; free bits: Kingma et
 * al. 2016, eq. 15 (per dimension, over the batch).
 *
 * @example
 * const model = variationalAutoencoder({ inputShape: [28, 28, 1], latentDim: 16 });
 *
 * @throws {OptionError} naming each option that is wrong.
 * @throws {ShapeError} when a network of the caller's does not fit.
 */
export const variationalAutoencoder = defineVariant({
  kind: 'variational',
  summary: 'variational autoencoder: a Gaussian code with the prior N(0, I), trained by the ELBO',
  options: variationalOptions,
  roles: ['encoder', 'decoder'],
  networks: variationalNetworks,
  model: (networks, options) =>
    elboModel(networks, options, (draw, step) => ({ cost: weightedKl(draw, options, step) })),
});
