import type { RandomSource } from '@autoencoders/backend';
import {
  defineVariant,
  type LossTerms,
  type Networks,
  type StepContext,
  variablesOf,
} from '@autoencoders/core';
import { checkShape } from '@autoencoders/errors';
import { reparameterize } from '@autoencoders/layers';
import { klFromStandardNormalPerDimension, squaredErrorPerExample } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';
import { likelihoodOf, type VariationalRoles, variationalNetworks } from './networks.js';
import { type VariationalSettings, variationalOptions } from './options.js';

/** The parameters of the approximate posterior, `[batch, latentDim]` each. */
export interface Posterior {
  readonly mean: tf.Tensor;
  readonly logVariance: tf.Tensor;
}

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
  model: variationalModel,
});

function variationalModel(networks: Networks<VariationalRoles>, options: VariationalSettings) {
  const { encoder, decoder } = networks;
  const { inputShape, latentDim } = options;
  const likelihood = likelihoodOf(options);

  /** The posterior of inputs `[batch, ...inputShape]`. */
  function posterior(x: tf.Tensor, training = false): Posterior {
    checkShape('x', x.shape, [null, ...inputShape]);
    const [mean, logVariance] = encoder.apply(x, { training }) as [tf.Tensor, tf.Tensor];
    return { mean, logVariance };
  }

  /** `-log p(x | z)` of each example, `[batch]`, for codes `[batch, latentDim]`. */
  function negativeLogLikelihood(x: tf.Tensor, z: tf.Tensor, training = false): tf.Tensor1D {
    return tf.tidy(() => likelihood.negativeLogLikelihood(x, decoder.apply(z, { training }) as tf.Tensor));
  }

  /** One draw from the posterior and both sides of the bound. */
  function bound(x: tf.Tensor, { training, random }: StepContext) {
    const { mean, logVariance } = posterior(x, training);
    const z = reparameterize(mean, logVariance, random.normal('posterior', mean.shape));
    const output = decoder.apply(z, { training }) as tf.Tensor;
    return {
      reconstruction: likelihood.negativeLogLikelihood(x, output),
      divergences: klFromStandardNormalPerDimension(mean, logVariance),
      output,
    };
  }

  return {
    inputShape,
    latentShape: [latentDim],
    domain: likelihood.domain,
    posterior: (x: tf.Tensor): Posterior => tf.tidy(() => ({ ...posterior(x) })),
    negativeLogLikelihood: (x: tf.Tensor, z: tf.Tensor): tf.Tensor1D => negativeLogLikelihood(x, z),
    phases: [
      {
        name: 'elbo',
        variables: variablesOf(encoder, decoder),
        loss: ({ x }: { readonly x: tf.Tensor }, step: StepContext): LossTerms => {
          const { reconstruction, divergences } = bound(x, step);
          const distortion = tf.mean(reconstruction) as tf.Scalar;
          const kl = tf.mean(tf.sum(divergences, 1)) as tf.Scalar;
          const cost = freed(divergences, kl, options.freeBits);
          const loss = tf.add(distortion, tf.mul(cost, klWeight(options, step))) as tf.Scalar;
          return { loss, reconstruction: distortion, kl, negativeElbo: tf.add(distortion, kl) as tf.Scalar };
        },
      },
    ],
    encode: (x: tf.Tensor): tf.Tensor =>
      tf.tidy(() => {
        const { mean } = posterior(x);
        return mean;
      }),
    decode: (z: tf.Tensor): tf.Tensor => {
      checkShape('z', z.shape, [null, latentDim]);
      return tf.tidy(() => likelihood.mean(decoder.apply(z) as tf.Tensor));
    },
    samplePrior: (count: number, random: RandomSource): tf.Tensor =>
      random.normal('prior', [count, latentDim]),
    figures: ({ x }: { readonly x: tf.Tensor }, step: StepContext) => {
      const { reconstruction, divergences, output } = bound(x, step);
      const kl = tf.sum(divergences, 1) as tf.Tensor1D;
      return {
        negativeElbo: tf.add(reconstruction, kl) as tf.Tensor1D,
        reconstruction,
        kl,
        squaredError: squaredErrorPerExample(x, likelihood.mean(output)),
      };
    },
  };
}

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
