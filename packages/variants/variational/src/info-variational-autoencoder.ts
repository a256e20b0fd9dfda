import { defineVariant } from '@autoencoders/core';
import { maximumMeanDiscrepancy, mmdKernels } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { elboModel } from './elbo-model.js';
import { variationalNetworks } from './networks.js';
import { latentOptions } from './options.js';

const infoOptions = latentOptions.extend({
  alpha: z
    .number()
    .max(1)
    .default(1)
    .describe(
      '1 leaves out the divergence of each code, which is the MMD-VAE; 0 is the ELBO with the discrepancy',
    ),
  lambda: z
    .number()
    .min(0)
    .default(1000)
    .describe('weight of the discrepancy between all codes and the prior'),
  kernel: z.enum(mmdKernels).default('rbf').describe('kernel of the discrepancy'),
  scales: z
    .array(z.number().positive())
    .min(1)
    .optional()
    .describe("scales of the kernel, in units of squared distance (default: half the code's width)"),
});

/**
 * Makes an InfoVAE: a variational autoencoder that holds all codes together to the prior, by the maximum mean
 * discrepancy, rather than each by itself,
 *
 * `loss = E_q[-log p(x | z)] + (1 - α) KL(q(z | x) ‖ N(0, I)) + (α + λ - 1) MMD²(q(z) ‖ N(0, I))`,
 *
 * so that codes go on telling about the data. Summed over features and latent dimensions, averaged over the batch; the
 * discrepancy is between the codes of the batch and as many draws of the prior; of a batch with one example it is 0.
 * Source: Zhao, Song and Ermon 2019, eq. 6 and section 4.
 *
 * @example
 * const model = infoVariationalAutoencoder({ inputShape: [28, 28, 1], latentDim: 10 });
 *
 * @throws {OptionError} naming each option that is wrong.
 * @throws {ShapeError} when a network of the caller's does not fit.
 */
export const infoVariationalAutoencoder = defineVariant({
  kind: 'info-variational',
  summary: 'InfoVAE: a variational autoencoder whose codes are held to the prior all together',
  options: infoOptions,
  roles: ['encoder', 'decoder'],
  networks: variationalNetworks,
  model: (networks, options) => {
    const { alpha, lambda, kernel, latentDim } = options;
    const scales = options.scales ?? [latentDim / 2];
    return elboModel(networks, options, ({ z: codes, kl }, { random }) => {
      const prior = random.normal('prior', codes.shape);
      const discrepancy =
        codes.shape[0]! < 2 ? tf.scalar(0) : maximumMeanDiscrepancy(codes, prior, { kernel, scales });
      const both = tf.add(tf.mul(kl, 1 - alpha), tf.mul(discrepancy, alpha + lambda - 1));
      return { cost: both as tf.Scalar, terms: { discrepancy } };
    });
  },
});
