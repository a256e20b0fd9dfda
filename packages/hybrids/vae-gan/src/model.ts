import { type LossTerms, type Networks, type StepContext, variablesOf } from '@autoencoders/core';
import type { Batch } from '@autoencoders/data';
import { adversary, collapseWarning, relativeDiversity } from '@autoencoders/gan';
import { reparameterize } from '@autoencoders/layers';
import { klFromStandardNormalPerExample, squaredErrorPerExample, stopGradient } from '@autoencoders/losses';
import { gaussianLatent } from '@autoencoders/variational';
import * as tf from '@tensorflow/tfjs';
import { discriminatorFeatures } from './discriminator-features.js';
import type { VaeGanRoles } from './networks.js';
import type { VaeGanSettings } from './options.js';

/** The verbs, phases and figures of a VAE-GAN. */
export function vaeGanModel(networks: Networks<VaeGanRoles>, options: VaeGanSettings) {
  const { latentDim, beta, gamma, featureVariance, pixelWeight, adversarialLoss, gradientPenalty } = options;
  const { posteriorOf, output, likelihood, ...verbs } = gaussianLatent(networks, options);
  const features = discriminatorFeatures(networks.discriminator, options);

  // Samples and reconstructions are one kind of fake examples each. A critic without a bound would rise without end
  // if fake examples counted more than real ones.
  const kinds = adversarialLoss === 'wasserstein' ? 1 : 2;
  const judge = adversary({ network: networks.discriminator, settings: options, fakeWeight: kinds });

  /** Codes of inputs, reparameterised; the same in each phase of a step. */
  function draw(x: tf.Tensor, { training, random }: StepContext) {
    const posterior = posteriorOf(x, training);
    const noise = random.normal('posterior', posterior.mean.shape);
    return { ...posterior, z: reparameterize(posterior.mean, posterior.logVariance, noise) };
  }

  /** What the decoder makes of the codes of inputs and of as many draws of the prior. */
  function decodeBoth(x: tf.Tensor, step: StepContext) {
    const count = x.shape[0]!;
    const z = stopGradient(x, (inputs) => draw(inputs, step).z);
    const prior = step.random.normal('prior', [count, latentDim]);
    const decoded = output(tf.concat([z, prior]), step.training);
    const fake = likelihood.mean(decoded);
    const [reconstruction, samples] = tf.split(fake, 2) as [tf.Tensor, tf.Tensor];
    return { fake, reconstruction, samples, ofReconstruction: tf.slice(decoded, 0, count) };
  }

  /** `-log N(Dis_l(x) | Dis_l(x̃), featureVariance I)` of each example, up to a constant. */
  function featureError(x: tf.Tensor, reconstruction: tf.Tensor): tf.Tensor1D {
    const target = stopGradient(x, features);
    const squared = squaredErrorPerExample(target, features(reconstruction));
    return tf.mul(squared, 0.5 / featureVariance);
  }

  /** The mean `R` over a batch, and the terms that it is made of. */
  function reconstructionTerms(x: tf.Tensor, reconstruction: tf.Tensor, decoded: tf.Tensor) {
    const inFeatures = tf.mean(featureError(x, reconstruction)) as tf.Scalar;
    if (pixelWeight === 0) return { value: inFeatures, terms: { featureError: inFeatures } };
    const pixelError = tf.mean(likelihood.negativeLogLikelihood(x, decoded)) as tf.Scalar;
    const value = tf.add(inFeatures, tf.mul(pixelError, pixelWeight)) as tf.Scalar;
    return { value, terms: { featureError: inFeatures, pixelError } };
  }

  function encoderLoss({ x }: Batch, step: StepContext): LossTerms {
    const { mean, logVariance, z } = draw(x, step);
    const decoded = output(z, step.training);
    const kl = tf.mean(klFromStandardNormalPerExample(mean, logVariance)) as tf.Scalar;
    const { value, terms } = reconstructionTerms(x, likelihood.mean(decoded), decoded);
    return { loss: tf.add(tf.mul(kl, beta), value) as tf.Scalar, kl, ...terms };
  }

  function decoderLoss({ x }: Batch, step: StepContext): LossTerms {
    const { fake, reconstruction, ofReconstruction } = decodeBoth(x, step);
    const { value, terms } = reconstructionTerms(x, reconstruction, ofReconstruction);
    const adversarial = tf.mul(judge.loss({ real: [x], fake: [fake] }, step), kinds) as tf.Scalar;
    return { loss: tf.add(tf.mul(value, gamma), adversarial) as tf.Scalar, adversarial, ...terms };
  }

  function discriminatorLoss({ x }: Batch, step: StepContext): LossTerms {
    const { fake, samples } = decodeBoth(x, step);
    // The slopes of WGAN-GP are taken between pairs.
    const real = gradientPenalty === 'wasserstein' ? tf.concat([x, x]) : x;
    const terms = judge.phase(() => ({ real: [real], fake: [fake] })).loss({ x }, step);
    // Of samples alone: reconstructions differ for as long as codes do.
    return { ...terms, diversity: relativeDiversity(samples, x) };
  }

  return {
    ...verbs,
    phases: [
      { name: 'encoder', variables: variablesOf(networks.encoder), loss: encoderLoss },
      { name: 'decoder', variables: variablesOf(networks.decoder), loss: decoderLoss },
      { ...judge.phase(() => ({ real: [], fake: [] })), loss: discriminatorLoss },
    ],
    callbacks: [collapseWarning()],
    figures({ x }: Batch, step: StepContext) {
      const { mean, logVariance, z } = draw(x, step);
      const reconstruction = likelihood.mean(output(z, step.training));
      return {
        featureError: featureError(x, reconstruction),
        kl: klFromStandardNormalPerExample(mean, logVariance),
        squaredError: squaredErrorPerExample(x, reconstruction),
      };
    },
  };
}
