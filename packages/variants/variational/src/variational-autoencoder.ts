import { defineVariant, type StepContext } from '@autoencoders/core';
import * as tf from '@tensorflow/tfjs';
import { elboModel } from './elbo-model.js';
import { variationalNetworks } from './networks.js';
import { type VariationalSettings, variationalOptions } from './options.js';

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
    elboModel(networks, options, ({ divergences, kl }, step) => ({
      cost: tf.mul(freed(divergences, kl, options.freeBits), klWeight(options, step)) as tf.Scalar,
    })),
});

/** The divergence with each dimension's mean over the batch counted from the free nats on. */
function freed(divergences: tf.Tensor, kl: tf.Scalar, freeBits: number): tf.Scalar {
  if (freeBits === 0) return kl;
  return tf.sum(tf.maximum(tf.mean(divergences, 0), freeBits));
}

/** Beta, less what annealing still holds back. */
function klWeight({ beta, annealingSteps }: VariationalSettings, { step, training }: StepContext): number {
  if (!training || annealingSteps === 0) return beta;
  return beta * Math.min(1, step / annealingSteps);
}
