import type { RandomSource } from '@autoencoders/backend';
import { checkShape } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import {
  type AppliedNetwork,
  type DecoderParts,
  type LatentDecoder,
  latentDecoder,
} from './latent-decoder.js';
import type { LatentSettings } from './options.js';

/** The parameters of the approximate posterior, `[batch, latentDim]` each. */
export interface Posterior {
  readonly mean: tf.Tensor;
  readonly logVariance: tf.Tensor;
}

/** What every model of a Gaussian code has, whatever bound trains it. */
export interface GaussianLatent extends LatentDecoder {
  /** The posterior of inputs `[batch, ...inputShape]`. */
  posterior(x: tf.Tensor): Posterior;
  encode(x: tf.Tensor): tf.Tensor;
  samplePrior(count: number, random: RandomSource): tf.Tensor;
}

/** Its parts that a loss is made of; they run in the trainer's tidy. */
export interface LatentParts extends DecoderParts {
  posteriorOf(x: tf.Tensor, training: boolean): Posterior;
}

/** The verbs of a model whose code is Gaussian with the prior N(0, I). */
export function gaussianLatent(
  { encoder, decoder }: { readonly encoder: AppliedNetwork; readonly decoder: AppliedNetwork },
  options: LatentSettings,
): GaussianLatent & LatentParts {
  const { inputShape, latentDim } = options;

  function posteriorOf(x: tf.Tensor, training: boolean): Posterior {
    checkShape('x', x.shape, [null, ...inputShape]);
    const [mean, logVariance] = encoder.apply(x, { training }) as [tf.Tensor, tf.Tensor];
    return { mean, logVariance };
  }

  return {
    ...latentDecoder(decoder, options),
    posteriorOf,
    posterior: (x) => tf.tidy(() => ({ ...posteriorOf(x, false) })),
    encode: (x) => tf.tidy(() => posteriorOf(x, false).mean),
    samplePrior: (count, random) => random.normal('prior', [count, latentDim]),
  };
}
