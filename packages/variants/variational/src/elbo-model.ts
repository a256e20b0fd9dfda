import { type Networks, type StepContext, variablesOf } from '@autoencoders/core';
import type * as tf from '@tensorflow/tfjs';
import { elbo, type Regularizer } from './elbo.js';
import { type GaussianDraw, gaussianDraw } from './gaussian-draw.js';
import { gaussianLatent } from './gaussian-latent.js';
import type { VariationalRoles } from './networks.js';
import type { LatentSettings } from './options.js';

/** A model of a Gaussian code with the prior N(0, I), whose loss is `E_q[-log p(x | z)] + cost`. */
export function elboModel(
  networks: Networks<VariationalRoles>,
  options: LatentSettings,
  regularize: (draw: GaussianDraw & { readonly kl: tf.Scalar }, step: StepContext) => Regularizer,
) {
  const { posteriorOf, output, likelihood, ...shared } = gaussianLatent(networks, options);
  return {
    ...shared,
    ...elbo({
      variables: variablesOf(networks.encoder, networks.decoder),
      likelihood,
      draw: ({ x }, step) => gaussianDraw({ posteriorOf, output }, x, step),
      regularize,
    }),
  };
}
