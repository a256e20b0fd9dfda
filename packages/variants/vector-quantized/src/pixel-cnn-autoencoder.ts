import type { RandomSource } from '@autoencoders/backend';
import {
  defineVariant,
  type LossTerms,
  type Networks,
  type StepContext,
  variablesOf,
} from '@autoencoders/core';
import { checkNumber, checkShape } from '@autoencoders/errors';
import { reparameterize } from '@autoencoders/layers';
import { klFromStandardNormalPerDimension } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';
import { drawMap } from './draw-map.js';
import { mapNegativeLogLikelihood } from './map-likelihood.js';
import { type PixelCnnRoles, pixelCnnNetworks } from './pixel-cnn-networks.js';
import { type PixelCnnSettings, pixelCnnOptions } from './pixel-cnn-options.js';

type Inputs = { readonly x: tf.Tensor };

/** How to draw images of given codes. */
export interface PixelDrawing {
  /** Where the draws come from. */
  readonly random: RandomSource;
  /** What logits are divided by. Default 1. */
  readonly temperature?: number;
}

/**
 * Makes a variational autoencoder whose decoder is a gated PixelCNN: a pixel is told by the code and by the pixels before
 * it in raster order,
 *
 * `log p(x) ≥ E_q[Σ_ij log p(x_ij | x_<ij, z)] - β KL(q(z | x) ‖ N(0, I))`,
 *
 * summed over pixels and latent dimensions, averaged over the batch, in nats. Pixels are categorical, of `levels` values
 * from 0 to 1; those between are rounded. Images have one channel.
 *
 * `decode` takes the most probable value of each pixel, given those it has decided on before: it repeats, and is neither
 * the mean nor a draw, which `sample` gives. Either runs the network once for each pixel.
 * Where the pixels before tell enough, the code is left unused; `freeBits` keeps some of it.
 * Sources: van den Oord et al. 2016, "Conditional image generation with PixelCNN decoders", section 2.4; Gulrajani et
 * al. 2017, "PixelVAE"; free bits: Kingma et al. 2016, eq. 15.
 *
 * @example
 * const model = pixelCnnAutoencoder({ inputShape: [28, 28, 1], latentDim: 16 });
 *
 * @throws {OptionError} naming each option that is wrong.
 * @throws {ShapeError} when a network of the caller's does not fit.
 */
export const pixelCnnAutoencoder = defineVariant({
  kind: 'pixel-cnn',
  summary: 'variational autoencoder whose decoder is a gated PixelCNN: each pixel is told by those before it',
  options: pixelCnnOptions,
  roles: ['encoder', 'decoder', 'pixels'],
  networks: pixelCnnNetworks,
  model: pixelCnnModel,
});

function pixelCnnModel(networks: Networks<PixelCnnRoles>, options: PixelCnnSettings) {
  const { encoder, decoder, pixels } = networks;
  const { inputShape, latentDim, levels } = options;
  const [height, width] = inputShape as [number, number, number];

  /** Which level each pixel is, int32 `[batch, height, width]`. */
  const levelsOf = (x: tf.Tensor) =>
    tf.cast(tf.reshape(tf.round(tf.mul(tf.clipByValue(x, 0, 1), levels - 1)), [-1, height, width]), 'int32');
  /** About 0, so that black is told from what lies outside. */
  const inputOf = (indices: tf.Tensor) =>
    tf.sub(tf.mul(tf.cast(tf.expandDims(indices, 3), 'float32'), 2 / (levels - 1)), 1);
  const imageOf = (indices: tf.Tensor) =>
    tf.div(tf.reshape(tf.cast(indices, 'float32'), [-1, ...inputShape]), levels - 1);

  function posteriorOf(x: tf.Tensor, training: boolean) {
    checkShape('x', x.shape, [null, ...inputShape]);
    const [mean, logVariance] = encoder.apply(x, { training }) as [tf.Tensor, tf.Tensor];
    return { mean, logVariance };
  }

  function costs(x: tf.Tensor, z: tf.Tensor, training: boolean): tf.Tensor1D {
    const indices = levelsOf(x);
    const condition = decoder.apply(z, { training }) as tf.Tensor;
    const logits = pixels.apply([inputOf(indices), condition], { training }) as tf.Tensor;
    return mapNegativeLogLikelihood(indices, logits);
  }

  function bound(x: tf.Tensor, { training, random }: StepContext) {
    const { mean, logVariance } = posteriorOf(x, training);
    const z = reparameterize(mean, logVariance, random.normal('posterior', mean.shape));
    const divergences = klFromStandardNormalPerDimension(mean, logVariance);
    return { reconstruction: costs(x, z, training), divergences };
  }

  function drawn(z: tf.Tensor, random: RandomSource | undefined, temperature: number): tf.Tensor {
    checkShape('z', z.shape, [null, latentDim]);
    return tf.tidy(() => {
      const condition = decoder.apply(z) as tf.Tensor;
      const drawing = { temperature, condition, ...(random && { random }) };
      return imageOf(drawMap({ network: pixels, height, width, inputOf }, z.shape[0]!, drawing));
    });
  }

  return {
    inputShape,
    latentShape: [latentDim],
    domain: { minimum: 0, maximum: 1, reason: 'levels of pixels from 0 to 1: scale to [0, 1]' },
    /** The posterior of inputs `[batch, ...inputShape]`: mean and log-variance, `[batch, latentDim]` each. */
    posterior: (x: tf.Tensor) => tf.tidy(() => posteriorOf(x, false)),
    /** `-log p(x | z)` of each example, `[batch]`, for codes `[batch, latentDim]`. */
    negativeLogLikelihood: (x: tf.Tensor, z: tf.Tensor) => tf.tidy(() => costs(x, z, false)),
    encode: (x: tf.Tensor) => tf.tidy(() => posteriorOf(x, false).mean),
    decode: (z: tf.Tensor) => drawn(z, undefined, 0),
    /**
     * Draws an image for each code, `[batch, latentDim]` to `[batch, ...inputShape]`, pixel by pixel.
     *
     * @throws {ShapeError} when the codes do not fit.
     * @throws {OptionError} for a temperature below 0.
     */
    sample(z: tf.Tensor, { random, temperature = 1 }: PixelDrawing) {
      checkNumber('temperature', temperature, 0);
      return drawn(z, random, temperature);
    },
    samplePrior: (count: number, random: RandomSource) => random.normal('prior', [count, latentDim]),
    phases: [
      {
        name: 'elbo',
        variables: variablesOf(encoder, decoder, pixels),
        loss: ({ x }: Inputs, step: StepContext): LossTerms => {
          const { reconstruction: perExample, divergences } = bound(x, step);
          const reconstruction = tf.mean(perExample) as tf.Scalar;
          const kl = tf.mean(tf.sum(divergences, 1)) as tf.Scalar;
          const cost = tf.mul(freed(divergences, kl, options.freeBits), options.beta);
          return {
            loss: tf.add(reconstruction, cost) as tf.Scalar,
            reconstruction,
            kl,
            negativeElbo: tf.add(reconstruction, kl) as tf.Scalar,
          };
        },
      },
    ],
    figures: ({ x }: Inputs, step: StepContext) => {
      const { reconstruction, divergences } = bound(x, step);
      const kl = tf.sum(divergences, 1) as tf.Tensor1D;
      return { negativeElbo: tf.add(reconstruction, kl) as tf.Tensor1D, reconstruction, kl };
    },
  };
}

/** The divergence with each dimension's mean over the batch counted from the free nats on. */
function freed(divergences: tf.Tensor, kl: tf.Scalar, freeBits: number): tf.Scalar {
  if (freeBits === 0) return kl;
  return tf.sum(tf.maximum(tf.mean(divergences, 0), freeBits));
}
