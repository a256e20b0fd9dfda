import {
  defineVariant,
  type LossTerms,
  type Networks,
  type StepContext,
  variablesOf,
} from '@autoencoders/core';
import { OptionError } from '@autoencoders/errors';
import { likelihood, perceptualLossPerExample, squaredErrorPerExample } from '@autoencoders/losses';
import {
  gaussianDraw,
  gaussianLatent,
  type VariationalRoles,
  variationalNetworks,
  weightedKl,
} from '@autoencoders/variational';
import * as tf from '@tensorflow/tfjs';
import { activationsOf, fixedActivations } from './activations.js';
import { type DeepFeatureConsistentSettings, deepFeatureConsistentOptions } from './options.js';
import { shifted } from './shifted.js';

/**
 * Makes a deep feature consistent variational autoencoder (DFC-VAE): a variational autoencoder whose images are to have
 * the activations `Φ_l` that the data has in a pretrained network, rather than its pixels,
 *
 * `loss = α KL(q(z | x) ‖ N(0, I)) + β Σ_l w_l / (2 n_l) ‖Φ_l(x) - Φ_l(x̂)‖²`,
 *
 * of layers `l` with `n_l` activations each, averaged over the batch; the divergence in nats, the distance in units of
 * the activations squared. `x̂` is the mean of the likelihood, and `pixelWeight` adds the negative log-likelihood itself.
 * In training both are moved by fewer than `shifts` pixels first, another offset each step, so that a network with strides
 * leaves no grid of dots; that is not the paper's.
 * The network is the caller's and stays as it is: it is neither trained nor saved nor disposed with the model.
 * Source: Hou, Shen, Sun and Qiu 2017, sections 3.2 and 3.3.
 *
 * @example
 * const features = imageFeatures(); // of '@autoencoders/perceptual/image-features'
 * const model = deepFeatureConsistentAutoencoder({ inputShape: [28, 28, 1], latentDim: 16, features });
 *
 * @throws {OptionError} naming each option that is wrong.
 * @throws {ShapeError} when a network of the caller's does not fit.
 */
export const deepFeatureConsistentAutoencoder = defineVariant({
  kind: 'deep-feature-consistent',
  summary: 'deep feature consistent VAE: reconstructions that a pretrained network sees as it sees the data',
  options: deepFeatureConsistentOptions,
  roles: ['encoder', 'decoder'],
  networks: (options: DeepFeatureConsistentSettings, own) => {
    checkSpread(options);
    return variationalNetworks(options, own);
  },
  model: deepFeatureConsistentModel,
});

type OnlyInputs = { readonly x: tf.Tensor };

function deepFeatureConsistentModel(
  networks: Networks<VariationalRoles>,
  options: DeepFeatureConsistentSettings,
) {
  const { features, featureWeight, layerWeights, pixelWeight, shifts } = options;
  const { posteriorOf, output, likelihood: ofPixels, ...shared } = gaussianLatent(networks, options);

  /** One draw of the codes, the images they are decoded to, and how far these are from the inputs. */
  function drawOf(x: tf.Tensor, step: StepContext) {
    const look = (images: tf.Tensor) => features(shifted(images, shifts, step));
    // First, while there is no tape whose tensors an error would leave behind.
    const target = fixedActivations(look, x, layerWeights?.length);
    const drawn = gaussianDraw({ posteriorOf, output }, x, step);
    const image = ofPixels.mean(drawn.decoded);
    const perceptual = perceptualLossPerExample(target, activationsOf(look, image), layerWeights);
    const pixels =
      pixelWeight === 0 ? {} : { reconstruction: ofPixels.negativeLogLikelihood(x, drawn.decoded) };
    return { ...drawn, image, perExample: { perceptual, kl: drawn.divergence, ...pixels } };
  }

  function loss({ x }: OnlyInputs, step: StepContext): LossTerms {
    const { perExample, divergences } = drawOf(x, step);
    const [perceptual, kl] = [mean(perExample.perceptual), mean(perExample.kl)];
    const both = tf.add(tf.mul(perceptual, featureWeight), weightedKl({ divergences, kl }, options, step));
    if (!perExample.reconstruction) return { loss: both as tf.Scalar, perceptual, kl };
    const reconstruction = mean(perExample.reconstruction);
    return {
      loss: tf.add(both, tf.mul(reconstruction, pixelWeight)) as tf.Scalar,
      perceptual,
      kl,
      reconstruction,
    };
  }

  return {
    ...shared,
    phases: [{ name: 'features', variables: variablesOf(networks.encoder, networks.decoder), loss }],
    figures: ({ x }: OnlyInputs, step: StepContext): Readonly<Record<string, tf.Tensor1D>> => {
      const { image, perExample } = drawOf(x, step);
      return { ...perExample, squaredError: squaredErrorPerExample(x, image) };
    },
  };
}

const mean = (perExample: tf.Tensor1D): tf.Scalar => tf.mean(perExample);

/** A spread is learned from pixels alone. */
function checkSpread({
  likelihood: name,
  variance,
  scale,
  pixelWeight,
}: DeepFeatureConsistentSettings): void {
  if (pixelWeight === 0 && likelihood(name, { variance, scale }).parameters === 2) {
    throw new OptionError(
      `the spread of the ${name} likelihood is 'learned' and pixelWeight is 0: give a weight above 0, or a number for the spread`,
    );
  }
}
