import { defineVariant, type NetworkSlots, type Networks, type StepContext } from '@autoencoders/core';
import type { Batch } from '@autoencoders/data';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { classificationFigures, classificationPhase } from './categorical/classification.js';
import { categoricalModel } from './categorical/model.js';
import { categoricalNetworks, logitsOnly } from './categorical/networks.js';
import { categoricalOptions } from './categorical/options.js';

const semiSupervisedOptions = categoricalOptions.extend({
  classes: z.int().min(2).describe('number of classes'),
});

type SemiSupervisedSettings = z.output<typeof semiSupervisedOptions>;

type SemiSupervisedRoles = 'encoder' | 'decoder' | 'styleDiscriminator' | 'classDiscriminator';

const names = { style: 'styleDiscriminator', category: 'classDiscriminator' } as const;

/**
 * Makes a semi-supervised adversarial autoencoder: a code is the class of an example and its style, `[y, z]`, each held
 * to its prior (a categorical and a normal distribution) by a discriminator of its own, so that examples without a
 * label shape the classes too. Each step has five phases:
 *
 * - `'reconstruction'`: encoder and decoder lower `E[L(x, g(y, z))]` with `y = softmax(l(x))` and the style `z(x)`,
 *   summed over features;
 * - `'styleDiscriminator'`, `'classDiscriminator'`: each lowers `-E[log D(real)] - E[log(1 - D(fake))]` of draws of its
 *   prior and its part of codes;
 * - `'regularization'`: the encoder lowers `-E[log D(z)] - E[log D(y)]`;
 * - `'classification'`: the encoder lowers `-log y` of the class of each labelled example, averaged over those of the
 *   batch.
 *
 * Labels are the dataset's `y`, -1 for an example without one; `semiSupervised` of `@autoencoders/data` mixes labelled
 * examples into each batch. Codes are `[batch, classes + latentDim]`: probabilities of the classes, then the style.
 * Source: Makhzani et al. 2015, section 5 and figure 8.
 *
 * @example
 * const model = semiSupervisedAdversarialAutoencoder({ inputShape: [28, 28, 1], classes: 10 });
 * await fit(model, semiSupervised(labelled, unlabelled, { labelledShare: 0.5 }), { epochs: 20 });
 * const probabilities = model.classify(x); // [batch, 10]
 *
 * @throws {OptionError} naming each option that is wrong.
 * @throws {ShapeError} when a network of the caller's does not fit.
 */
export const semiSupervisedAdversarialAutoencoder = defineVariant({
  kind: 'adversarial-semi-supervised',
  summary: 'semi-supervised adversarial autoencoder: a code of class and style, learnt with few labels',
  options: semiSupervisedOptions,
  roles: ['encoder', 'decoder', names.style, names.category],
  networks: semiSupervisedNetworks,
  model: semiSupervisedModel,
});

function semiSupervisedNetworks(
  options: SemiSupervisedSettings,
  { styleDiscriminator, classDiscriminator, ...own }: NetworkSlots<SemiSupervisedRoles>,
): Networks<SemiSupervisedRoles> {
  const { style, category, ...rest } = categoricalNetworks(
    { ...options, categories: options.classes },
    {
      ...own,
      ...(styleDiscriminator ? { style: styleDiscriminator } : {}),
      ...(classDiscriminator ? { category: classDiscriminator } : {}),
    },
    names,
  );
  return { ...rest, styleDiscriminator: style, classDiscriminator: category };
}

function semiSupervisedModel(
  { styleDiscriminator, classDiscriminator, ...rest }: Networks<SemiSupervisedRoles>,
  options: SemiSupervisedSettings,
) {
  const { classes } = options;
  const { model, parts } = categoricalModel(
    { ...rest, style: styleDiscriminator, category: classDiscriminator },
    { ...options, categories: classes },
    names,
  );
  const classification = classificationPhase(
    logitsOnly(rest.encoder),
    classes,
    (x, step) => parts.headsInStep(x, step).logits,
  );
  return {
    ...model,
    phases: [...model.phases, classification],
    /**
     * The probability of each class, `[batch, classes]`.
     *
     * @throws {ShapeError} when inputs do not fit.
     */
    classify: (x: tf.Tensor): tf.Tensor => tf.tidy(() => tf.softmax(parts.headsOf(x).logits)),
    /** With labels there are `crossEntropy` and `error` beside what is said of the reconstruction. */
    figures: (batch: Batch, _step: StepContext): Readonly<Record<string, tf.Tensor1D>> => ({
      ...model.figures(batch),
      ...(batch.y ? classificationFigures(batch, classes, parts.headsOf(batch.x).logits) : {}),
    }),
  };
}
