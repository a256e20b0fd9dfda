import type { RandomSource } from '@autoencoders/backend';
import {
  defineVariant,
  type LossTerms,
  type Networks,
  type StepContext,
  variablesOf,
} from '@autoencoders/core';
import {
  corruptionOf,
  type DeterministicRoles,
  deterministicModel,
  deterministicNetworks,
  deterministicRoles,
} from '@autoencoders/deterministic';
import { checkShape } from '@autoencoders/errors';
import { adversary, collapseWarning, discriminatorNetwork, type Shown } from '@autoencoders/gan';
import { corrupt } from '@autoencoders/layers';
import { squaredErrorPerExample } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';
import { type WassersteinGanSettings, wassersteinGanOptions } from './options.js';

type Roles = DeterministicRoles | 'discriminator';
type OnlyInputs = { readonly x: tf.Tensor };

/**
 * Makes a Wasserstein autoencoder of the kind WAE-GAN: a deterministic code, of which all together are held to the
 * prior N(0, I) by a discriminator `D` of codes,
 *
 * `loss = E[L(x, g(f(x)))] - λ E[log D(f(x))]`,
 *
 * the first summed over features, both averaged over the batch, while `D` raises `E[log D(z)] + E[log(1 - D(f(x)))]`
 * with as many draws `z` of the prior, in nats; other games by `adversarialLoss`. Phases: `discriminator`,
 * `reconstruction` (encoder and decoder, both terms at once).
 * Source: Tolstikhin, Bousquet, Gelly and Schölkopf 2018, eq. 4 and algorithm 1. (There the discriminator's value is
 * weighed by λ too, which its optimizer, Adam, does not notice.)
 *
 * @example
 * const model = wassersteinGanAutoencoder({ inputShape: [28, 28, 1], latentDim: 8 });
 *
 * @throws {OptionError} naming each option that is wrong.
 * @throws {ShapeError} when a network of the caller's does not fit.
 */
export const wassersteinGanAutoencoder = defineVariant({
  kind: 'wasserstein-gan',
  summary: 'Wasserstein autoencoder (WAE-GAN): a deterministic code that a discriminator holds to the prior',
  options: wassersteinGanOptions,
  roles: [...deterministicRoles, 'discriminator'],
  networks: (options, { discriminator, ...own }): Networks<Roles> => ({
    ...deterministicNetworks(options, own),
    discriminator: discriminatorNetwork(
      { inputShape: [options.latentDim], seed: options.seed },
      options,
      discriminator,
    ),
  }),
  model: wassersteinGanModel,
});

function wassersteinGanModel(networks: Networks<Roles>, options: WassersteinGanSettings) {
  const { encoder, decoder, discriminator } = networks;
  const { inputShape, latentDim, weight } = options;
  const corruption = corruptionOf(options.corruption);
  const fidelityName = options.loss === 'squaredError' ? 'squaredError' : 'negativeLogLikelihood';
  const versus = adversary({ network: discriminator, settings: options });
  const base = deterministicModel(networks, options, { corruption });

  const samplePrior = (count: number, random: RandomSource) => random.normal('prior', [count, latentDim]);

  /** The codes of what the encoder is given in a step. */
  function codesOf(x: tf.Tensor, { training, random }: StepContext): tf.Tensor {
    checkShape('x', x.shape, [null, ...inputShape]);
    return encoder.apply(corruption ? corrupt(x, corruption, random) : x, { training }) as tf.Tensor;
  }

  const shown = ({ x }: OnlyInputs, step: StepContext): Shown => ({
    real: [samplePrior(x.shape[0]!, step.random)],
    fake: [codesOf(x, step)],
  });

  function reconstruction({ x }: OnlyInputs, step: StepContext): LossTerms {
    const code = codesOf(x, step);
    const output = decoder.apply(code, { training: step.training }) as tf.Tensor;
    const fidelity = tf.mean(base.reconstructionPerExample(x, output)) as tf.Scalar;
    const adversarial = versus.loss({ real: [], fake: [code] }, step);
    const loss = tf.add(fidelity, tf.mul(adversarial, weight)) as tf.Scalar;
    const terms = { loss, [fidelityName]: fidelity, adversarial };
    // A figure for the eye, of validation: in a step it would take time from training.
    if (step.training || fidelityName === 'squaredError') return terms;
    const error = tf.mean(squaredErrorPerExample(x, base.outputMean(output))) as tf.Scalar;
    return { ...terms, squaredError: error };
  }

  return {
    ...base,
    phases: [
      versus.phase(shown),
      { name: 'reconstruction', variables: variablesOf(encoder, decoder), loss: reconstruction },
    ],
    callbacks: [collapseWarning()],
    /** Draws codes `[count, latentDim]` of N(0, I). */
    samplePrior,
    /** Logits `[batch, 1]` of codes `[batch, latentDim]`: above 0 where they look drawn from the prior, in nats. */
    discriminate: (z: tf.Tensor): tf.Tensor => {
      checkShape('z', z.shape, [null, latentDim]);
      return versus.logits([z]);
    },
  };
}
