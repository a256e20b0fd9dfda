import { type LossTerms, type Networks, type StepContext, variablesOf } from '@autoencoders/core';
import { reparameterize } from '@autoencoders/layers';
import { klFromStandardNormalPerDimension, squaredErrorPerExample } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';
import { gaussianLatent, type Posterior } from './gaussian-latent.js';
import type { VariationalRoles } from './networks.js';
import type { LatentSettings } from './options.js';

/** One draw of the codes of a batch, for what takes the place of the divergence in the bound. */
export interface Draw extends Posterior {
  /** `[batch, latentDim]` */
  readonly z: tf.Tensor;
  /** `KL(q(z | x) ‖ N(0, I))` of each dimension, `[batch, latentDim]`, and their sum averaged over the batch. */
  readonly divergences: tf.Tensor;
  readonly kl: tf.Scalar;
}

/** What stands beside the reconstruction in a loss. */
export interface Regularizer {
  readonly cost: tf.Scalar;
  /** Further terms to be logged. */
  readonly terms?: Readonly<Record<string, tf.Scalar>>;
}

/**
 * A model of a Gaussian code whose loss is `E_q[-log p(x | z)] + cost`. Whatever the cost is, its test figures are those
 * of the evidence lower bound.
 */
export function elboModel(
  networks: Networks<VariationalRoles>,
  options: LatentSettings,
  regularize: (draw: Draw, step: StepContext) => Regularizer,
) {
  const { posteriorOf, output, likelihood, ...shared } = gaussianLatent(networks, options);

  /** One draw from the posterior and both sides of the bound. */
  function bound(x: tf.Tensor, { training, random }: StepContext) {
    const { mean, logVariance } = posteriorOf(x, training);
    const z = reparameterize(mean, logVariance, random.normal('posterior', mean.shape));
    const decoded = output(z, training);
    const reconstruction = likelihood.negativeLogLikelihood(x, decoded);
    const divergences = klFromStandardNormalPerDimension(mean, logVariance);
    return { mean, logVariance, z, decoded, reconstruction, divergences };
  }

  return {
    ...shared,
    phases: [
      {
        name: 'elbo',
        variables: variablesOf(networks.encoder, networks.decoder),
        loss: ({ x }: { readonly x: tf.Tensor }, step: StepContext): LossTerms => {
          const { reconstruction, decoded: _, ...draw } = bound(x, step);
          const distortion = tf.mean(reconstruction) as tf.Scalar;
          const kl = tf.mean(tf.sum(draw.divergences, 1)) as tf.Scalar;
          const { cost, terms } = regularize({ ...draw, kl }, step);
          return {
            loss: tf.add(distortion, cost) as tf.Scalar,
            reconstruction: distortion,
            kl,
            negativeElbo: tf.add(distortion, kl) as tf.Scalar,
            ...terms,
          };
        },
      },
    ],
    figures: ({ x }: { readonly x: tf.Tensor }, step: StepContext) => {
      const { reconstruction, divergences, decoded } = bound(x, step);
      const kl = tf.sum(divergences, 1) as tf.Tensor1D;
      return {
        negativeElbo: tf.add(reconstruction, kl) as tf.Tensor1D,
        reconstruction,
        kl,
        squaredError: squaredErrorPerExample(x, likelihood.mean(decoded)),
      };
    },
  };
}
