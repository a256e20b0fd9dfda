import type { RandomSource } from '@autoencoders/backend';
import type { Networks } from '@autoencoders/core';
import { checkShape } from '@autoencoders/errors';
import type { Likelihood } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';
import { likelihoodOf, type VariationalRoles } from './networks.js';
import type { LatentSettings } from './options.js';

/** The parameters of the approximate posterior, `[batch, latentDim]` each. */
export interface Posterior {
  readonly mean: tf.Tensor;
  readonly logVariance: tf.Tensor;
}

/** What every model of a Gaussian code has, whatever bound trains it. */
export interface GaussianLatent {
  readonly inputShape: readonly number[];
  readonly latentShape: readonly number[];
  readonly domain: Likelihood['domain'];
  /** The posterior of inputs `[batch, ...inputShape]`. */
  posterior(x: tf.Tensor): Posterior;
  /** `-log p(x | z)` of each example, `[batch]`, for codes `[batch, latentDim]`. */
  negativeLogLikelihood(x: tf.Tensor, z: tf.Tensor): tf.Tensor1D;
  encode(x: tf.Tensor): tf.Tensor;
  decode(z: tf.Tensor): tf.Tensor;
  samplePrior(count: number, random: RandomSource): tf.Tensor;
}

/** Its parts that a loss is made of; they run in the trainer's tidy. */
export interface LatentParts {
  readonly likelihood: Likelihood;
  posteriorOf(x: tf.Tensor, training: boolean): Posterior;
  /** What the decoder makes of codes: the parameters of the likelihood. */
  output(z: tf.Tensor, training: boolean): tf.Tensor;
}

/** The verbs of a model whose code is Gaussian with the prior N(0, I). */
export function gaussianLatent(
  { encoder, decoder }: Networks<VariationalRoles>,
  options: LatentSettings,
): GaussianLatent & LatentParts {
  const { inputShape, latentDim } = options;
  const likelihood = likelihoodOf(options);

  function posteriorOf(x: tf.Tensor, training: boolean): Posterior {
    checkShape('x', x.shape, [null, ...inputShape]);
    const [mean, logVariance] = encoder.apply(x, { training }) as [tf.Tensor, tf.Tensor];
    return { mean, logVariance };
  }

  const output = (z: tf.Tensor, training: boolean) => decoder.apply(z, { training }) as tf.Tensor;

  return {
    inputShape,
    latentShape: [latentDim],
    domain: likelihood.domain,
    likelihood,
    posteriorOf,
    output,
    posterior: (x) => tf.tidy(() => ({ ...posteriorOf(x, false) })),
    negativeLogLikelihood: (x, z) => tf.tidy(() => likelihood.negativeLogLikelihood(x, output(z, false))),
    encode: (x) => tf.tidy(() => posteriorOf(x, false).mean),
    decode(z) {
      checkShape('z', z.shape, [null, latentDim]);
      return tf.tidy(() => likelihood.mean(output(z, false)));
    },
    samplePrior: (count, random) => random.normal('prior', [count, latentDim]),
  };
}
