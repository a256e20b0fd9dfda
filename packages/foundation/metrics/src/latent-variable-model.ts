import type { RandomSource } from '@autoencoders/backend';
import type * as tf from '@tensorflow/tfjs';

/** What a model tells of data given a code, and of codes. */
interface Decoding {
  /** `-log p(x | z)` of each example, in nats: `[batch]`. */
  negativeLogLikelihood(x: tf.Tensor, z: tf.Tensor): tf.Tensor1D;
  /** `log p(z)` of each code, in nats: `[batch]`. Left out, the prior is N(0, I). */
  logPrior?(z: tf.Tensor): tf.Tensor1D;
}

/** A latent variable model whose approximate posterior is a diagonal Gaussian. */
export interface GaussianPosteriorModel extends Decoding {
  /** The approximate posterior of inputs, `[batch, latentDim]` each. */
  posterior(x: tf.Tensor): { readonly mean: tf.Tensor; readonly logVariance: tf.Tensor };
}

/** A latent variable model whose approximate posterior can be drawn from, such as a flow. */
export interface DrawnPosteriorModel extends Decoding {
  /** One code of each input, and `log q(z | x)` of it, in nats, `[batch]`. */
  drawPosterior(
    x: tf.Tensor,
    random: RandomSource,
  ): { readonly z: tf.Tensor; readonly logDensity: tf.Tensor1D };
}

/** A latent variable model whose likelihood can be estimated. */
export type LatentVariableModel = GaussianPosteriorModel | DrawnPosteriorModel;
