import { checkShape } from '@autoencoders/errors';
import type { Likelihood } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';
import { likelihoodOf } from './networks.js';
import type { LatentSettings } from './options.js';

/** A network, or one that was given a part of its inputs. */
export interface AppliedNetwork {
  apply(inputs: tf.Tensor, options: { readonly training: boolean }): unknown;
}

/** What every model of a code vector has, whatever its posterior and prior. */
export interface LatentDecoder {
  readonly inputShape: readonly number[];
  readonly latentShape: readonly number[];
  readonly domain: Likelihood['domain'];
  /** `-log p(x | z)` of each example, `[batch]`, for codes `[batch, latentDim]`. */
  negativeLogLikelihood(x: tf.Tensor, z: tf.Tensor): tf.Tensor1D;
  decode(z: tf.Tensor): tf.Tensor;
}

/** Its parts that a loss is made of; they run in the trainer's tidy. */
export interface DecoderParts {
  readonly likelihood: Likelihood;
  /** What the decoder makes of codes: the parameters of the likelihood. */
  output(z: tf.Tensor, training: boolean): tf.Tensor;
}

/** The likelihood side of a latent variable model: `p(x | z)`. */
export function latentDecoder(
  decoder: AppliedNetwork,
  options: LatentSettings,
): LatentDecoder & DecoderParts {
  const { inputShape, latentDim } = options;
  const likelihood = likelihoodOf(options);
  const output = (z: tf.Tensor, training: boolean) => decoder.apply(z, { training }) as tf.Tensor;
  return {
    inputShape,
    latentShape: [latentDim],
    domain: likelihood.domain,
    likelihood,
    output,
    negativeLogLikelihood: (x, z) => tf.tidy(() => likelihood.negativeLogLikelihood(x, output(z, false))),
    decode(z) {
      checkShape('z', z.shape, [null, latentDim]);
      return tf.tidy(() => likelihood.mean(output(z, false)));
    },
  };
}
