import type { RandomSource } from '@autoencoders/backend';
import { defineVariant, type Networks, type View, variablesOf } from '@autoencoders/core';
import { checkShape } from '@autoencoders/errors';
import { gaussianNegativeLogLikelihoodPerExample } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';
import { elbo } from './elbo.js';
import { gaussianCodes } from './gaussian-draw.js';
import { gaussianLatent } from './gaussian-latent.js';
import { klWeight } from './kl-weight.js';
import { type VampPriorRoles, vampPriorNetworks } from './vamp-prior/networks.js';
import { type VampPriorSettings, vampPriorOptions } from './vamp-prior/options.js';
import { type VampPrior, vampPrior } from './vamp-prior/vamp-prior.js';

/**
 * Makes a variational autoencoder with a VampPrior, the mixture of the posteriors of `K` pseudo-inputs `u`, which are
 * trained with the rest,
 *
 * `log p(x) ≥ E_q[log p(x | z) - β (log q(z | x) - log p(z))]`, `p(z) = 1/K Σ_k q(z | u_k)`,
 *
 * estimated by one draw, summed over features and latent dimensions, averaged over the batch, in nats. Pseudo-inputs are
 * held within the values that data may take, and begin as draws about their middle; where any number may come, as draws
 * of N(0, 1), so standardise the data. A step takes the encoder through `K` examples more, and memory of `batch · K ·
 * latentDim` numbers. Source: Tomczak and Welling 2018, eq. 8 and 9.
 *
 * @example
 * const model = vampPriorAutoencoder({ inputShape: [28, 28, 1], latentDim: 40, pseudoInputs: 500 });
 *
 * @throws {OptionError} naming each option that is wrong.
 * @throws {ShapeError} when a network of the caller's does not fit.
 */
export const vampPriorAutoencoder = defineVariant({
  kind: 'vamp-prior',
  summary: 'variational autoencoder with a VampPrior: the mixture of the posteriors of trained pseudo-inputs',
  options: vampPriorOptions,
  roles: ['encoder', 'decoder', 'prior'],
  networks: vampPriorNetworks,
  model: vampPriorModel,
});

function vampPriorModel(networks: Networks<VampPriorRoles>, options: VampPriorSettings) {
  const { posteriorOf, output, likelihood, ...shared } = gaussianLatent(networks, options);
  const prior = vampPrior(networks.prior, posteriorOf, options);
  return {
    ...shared,
    views: [pseudoInputView(prior)],
    /** The pseudo-inputs, `[pseudoInputs, ...inputShape]`. */
    pseudoInputs: () => prior.pseudoInputs(false),
    /** `log p(z)` of codes `[batch, latentDim]`, in nats: `[batch]`. */
    logPrior(z: tf.Tensor): tf.Tensor1D {
      checkShape('z', z.shape, [null, options.latentDim]);
      return prior.logDensity(z, false);
    },
    samplePrior: (count: number, random: RandomSource) => prior.sample(count, random),
    ...elbo({
      variables: variablesOf(networks.encoder, networks.decoder, networks.prior),
      likelihood,
      draw({ x }, step) {
        const { z, decoded, mean, logVariance } = gaussianCodes({ posteriorOf, output }, x, step);
        const logPosterior = tf.neg(gaussianNegativeLogLikelihoodPerExample(z, mean, logVariance));
        const divergence = tf.sub(logPosterior, prior.logDensity(z, step.training)) as tf.Tensor1D;
        return { z, decoded, divergence };
      },
      regularize: ({ kl }, step) => ({ cost: tf.mul(kl, klWeight(options, step)) }),
    }),
  };
}

/** Pictures in a row are as many as one looks at. */
const mostPictures = 40;

function pseudoInputView(prior: VampPrior): View {
  return {
    title: 'Pseudo-inputs',
    caption: 'The prior is the mixture of the codes that the encoder gives these.',
    scale: 'data',
    rows() {
      const all = prior.pseudoInputs(false);
      return { 'pseudo-inputs': tf.slice(all, 0, Math.min(mostPictures, all.shape[0]!)) };
    },
  };
}
