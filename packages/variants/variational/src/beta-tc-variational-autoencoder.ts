import { defineVariant } from '@autoencoders/core';
import { klDecomposition } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { elboModel } from './elbo-model.js';
import { variationalNetworks } from './networks.js';
import { latentOptions } from './options.js';

const betaTcOptions = latentOptions.extend({
  alpha: z.number().min(0).default(1).describe('weight of what codes tell about examples'),
  beta: z.number().min(0).default(6).describe('weight of the total correlation among dimensions'),
  gamma: z.number().min(0).default(1).describe("weight of each dimension's divergence from the prior"),
});

/**
 * Makes a beta-TC-VAE: a variational autoencoder whose divergence is split into three parts with a weight each,
 *
 * `loss = E_q[-log p(x | z)] + α I(x; z) + β KL(q(z) ‖ Π_d q(z_d)) + γ Σ_d KL(q(z_d) ‖ p(z_d))`,
 *
 * so that dimensions can be made independent without telling less about the data. The parts are estimated from the
 * batch ({@link klDecomposition}): batches of many examples estimate them better. Summed over features and latent
 * dimensions, averaged over the batch, in nats; `α = β = γ = 1` is the ELBO.
 * Source: Chen, Li, Grosse and Duvenaud 2018, eq. 4.
 *
 * @example
 * const model = betaTcVariationalAutoencoder({ inputShape: [64, 64, 1], latentDim: 10 });
 *
 * @throws {OptionError} naming each option that is wrong.
 * @throws {ShapeError} when a network of the caller's does not fit.
 */
export const betaTcVariationalAutoencoder = defineVariant({
  kind: 'beta-tc-variational',
  summary: 'beta-TC-VAE: a variational autoencoder whose dimensions are made independent',
  options: betaTcOptions,
  roles: ['encoder', 'decoder'],
  networks: variationalNetworks,
  model: (networks, options) =>
    elboModel(networks, options, ({ z: codes, mean, logVariance }) => {
      const { mutualInformation, totalCorrelation, dimensionWiseKl } = klDecomposition(
        codes,
        mean,
        logVariance,
      );
      const weighted = [
        tf.mul(mutualInformation, options.alpha),
        tf.mul(totalCorrelation, options.beta),
        tf.mul(dimensionWiseKl, options.gamma),
      ] as const;
      return {
        cost: tf.add(tf.add(weighted[0], weighted[1]), weighted[2]) as tf.Scalar,
        terms: { mutualInformation, totalCorrelation, dimensionWiseKl },
      };
    }),
});
