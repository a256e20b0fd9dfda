import type { StepContext } from '@autoencoders/core';
import { reparameterize } from '@autoencoders/layers';
import { klFromStandardNormalPerDimension } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';
import type { Draw } from './elbo.js';
import type { LatentParts, Posterior } from './gaussian-latent.js';

/** One draw of Gaussian codes, whatever they are compared with. */
export interface GaussianCodes extends Posterior, Pick<Draw, 'z' | 'decoded'> {}

/** One draw of Gaussian codes, whose divergence from N(0, I) is known in closed form. */
export interface GaussianDraw extends GaussianCodes, Draw {
  /** The divergence of each dimension, `[batch, latentDim]`. */
  readonly divergences: tf.Tensor;
}

/** Draws the codes of inputs, reparameterised. */
export function gaussianCodes(
  { posteriorOf, output }: Pick<LatentParts, 'posteriorOf' | 'output'>,
  x: tf.Tensor,
  { training, random }: StepContext,
): GaussianCodes {
  const { mean, logVariance } = posteriorOf(x, training);
  const z = reparameterize(mean, logVariance, random.normal('posterior', mean.shape));
  return { mean, logVariance, z, decoded: output(z, training) };
}

/** Draws the codes of inputs, reparameterised, with their divergence from N(0, I). */
export function gaussianDraw(...from: Parameters<typeof gaussianCodes>): GaussianDraw {
  const codes = gaussianCodes(...from);
  const divergences = klFromStandardNormalPerDimension(codes.mean, codes.logVariance);
  return { ...codes, divergences, divergence: tf.sum(divergences, 1) as tf.Tensor1D };
}
