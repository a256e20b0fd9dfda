import type { RandomSource } from '@autoencoders/backend';
import { defineVariant, type Networks, variablesOf } from '@autoencoders/core';
import { gaussianNegativeLogLikelihoodPerExample } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';
import { elbo } from './elbo.js';
import { flowCodes, type PosteriorDraw } from './flow/flow-posterior.js';
import { type FlowRoles, flowNetworks } from './flow/networks.js';
import { type FlowSettings, flowOptions } from './flow/options.js';
import { klWeight } from './kl-weight.js';
import { latentDecoder } from './latent-decoder.js';

/**
 * Makes a variational autoencoder whose posterior is an inverse autoregressive flow: draws of a diagonal Gaussian are
 * passed through invertible steps, each given a context of the input, so that dimensions of a code may depend on each
 * other,
 *
 * `log p(x) ≥ E_q[log p(x | z) - β (log q(z | x) - log N(z; 0, I))]`,
 *
 * `q` by the change of variables, estimated by one draw, summed over features and latent dimensions, averaged over the
 * batch, in nats. The code of an input is what the flow makes of the Gaussian's mean, which is not the mean of the
 * posterior. Source: Kingma et al. 2016, eq. 10 to 14.
 *
 * @example
 * const model = flowVariationalAutoencoder({ inputShape: [28, 28, 1], latentDim: 16, flows: 4 });
 *
 * @throws {OptionError} naming each option that is wrong.
 * @throws {ShapeError} when a network of the caller's does not fit.
 */
export const flowVariationalAutoencoder = defineVariant({
  kind: 'flow-variational',
  summary: 'variational autoencoder whose posterior is an inverse autoregressive flow',
  options: flowOptions,
  roles: ['encoder', 'decoder', 'flow'],
  networks: flowNetworks,
  model: flowModel,
});

function flowModel(networks: Networks<FlowRoles>, options: FlowSettings) {
  const { output, likelihood, ...shared } = latentDecoder(networks.decoder, options);

  const drawn = (x: tf.Tensor, random: RandomSource, training: boolean): PosteriorDraw =>
    flowCodes(networks, options, x, (shape) => random.normal('posterior', shape), training);

  return {
    ...shared,
    /** One code of each input, drawn from the posterior, with its density. */
    drawPosterior: (x: tf.Tensor, random: RandomSource): PosteriorDraw =>
      tf.tidy(() => ({ ...drawn(x, random, false) })),
    /** `[batch, ...inputShape]` to what the flow makes of the Gaussian's mean, `[batch, latentDim]`. */
    encode: (x: tf.Tensor) =>
      tf.tidy(() => flowCodes(networks, options, x, (shape) => tf.zeros([...shape]), false).z),
    samplePrior: (count: number, random: RandomSource) => random.normal('prior', [count, options.latentDim]),
    ...elbo({
      variables: variablesOf(networks.encoder, networks.decoder, networks.flow),
      likelihood,
      draw({ x }, { training, random }) {
        const { z, logDensity } = drawn(x, random, training);
        const logPrior = tf.neg(gaussianNegativeLogLikelihoodPerExample(z, tf.zerosLike(z), 0));
        const divergence = tf.sub(logDensity, logPrior) as tf.Tensor1D;
        return { z, decoded: output(z, training), divergence };
      },
      regularize: ({ kl }, step) => ({ cost: tf.mul(kl, klWeight(options, step)) }),
    }),
  };
}
