import type { RandomSource } from '@autoencoders/backend';
import { type LossTerms, type Networks, type Phase, type StepContext, variablesOf } from '@autoencoders/core';
import type { Batch } from '@autoencoders/data';
import { corruptionOf, deterministicModel } from '@autoencoders/deterministic';
import { checkShape } from '@autoencoders/errors';
import { adversary, collapseWarning } from '@autoencoders/gan';
import { corrupt } from '@autoencoders/layers';
import * as tf from '@tensorflow/tfjs';
import { type Labels, labelValues } from '../labels.js';
import { priorOf } from '../prior/prior.js';
import { categoryPrior } from './category-prior.js';
import { type CategoricalRoles, joined } from './networks.js';
import type { CategoricalSettings } from './options.js';

/** What the encoder says of inputs, as it comes. */
interface Heads {
  /** `[batch, categories]` */
  readonly logits: tf.Tensor;
  /** `[batch, latentDim]` */
  readonly style: tf.Tensor;
}

/** What losses of one's own are made of; they run in the trainer's tidy. */
interface Parts {
  /** The heads for inputs as they are. */
  headsOf(x: tf.Tensor): Heads;
  /** The heads for inputs with the corruption, as in training. */
  headsInStep(x: tf.Tensor, step: StepContext): Heads;
}

/**
 * An autoencoder whose code is a category and a style, `[batch, categories + latentDim]`: each is held to its prior by a
 * discriminator of its own, in the phases `reconstruction`, one for each discriminator, and `regularization`, in which
 * the encoder plays against both.
 * Source: Makhzani et al. 2015, sections 5 and 6, figure 8.
 *
 * @param names of the discriminators' phases
 */
export function categoricalModel(
  { encoder, decoder, style, category }: Networks<CategoricalRoles>,
  options: CategoricalSettings,
  names: { readonly style: string; readonly category: string },
) {
  const { inputShape, latentDim, categories, proportions } = options;
  const corruption = corruptionOf(options.corruption);
  const stylePrior = priorOf(options.prior, latentDim);
  const categoryDraws = categoryPrior(categories, proportions);
  const styleGame = adversary({ network: style, settings: options, name: names.style });
  const categoryGame = adversary({ network: category, settings: options, name: names.category });
  const { phases, ...base } = deterministicModel(
    { encoder: joined(encoder), decoder },
    { ...options, codeActivation: 'linear', latentDim: categories + latentDim },
    { corruption },
  );

  function apply(x: tf.Tensor, training: boolean): Heads {
    checkShape('x', x.shape, [null, ...inputShape]);
    const [logits, styles] = encoder.apply(x, { training }) as [tf.Tensor, tf.Tensor];
    return { logits, style: styles };
  }

  const parts: Parts = {
    headsOf: (x) => apply(x, false),
    headsInStep: (x, { training, random }) =>
      apply(corruption ? corrupt(x, corruption, random) : x, training),
  };

  const regularization: Phase = {
    name: 'regularization',
    variables: variablesOf(encoder),
    loss: ({ x }: Batch, step): LossTerms => {
      const heads = parts.headsInStep(x, step);
      const ofStyle = styleGame.loss({ real: [], fake: [heads.style] }, step);
      const ofCategory = categoryGame.loss({ real: [], fake: [tf.softmax(heads.logits)] }, step);
      return { loss: tf.add(ofStyle, ofCategory), style: ofStyle, category: ofCategory };
    },
  };

  const model = {
    ...base,
    phases: [
      ...phases,
      styleGame.phase(({ x }, step) => ({
        real: [stylePrior.draw(x.shape[0]!, step.random)],
        fake: [parts.headsInStep(x, step).style],
      })),
      categoryGame.phase(({ x }, step) => ({
        real: [categoryDraws(x.shape[0]!, step.random)],
        fake: [tf.softmax(parts.headsInStep(x, step).logits)],
      })),
      regularization,
    ] as Phase[],
    callbacks: [
      collapseWarning({ phases: [names.style] }),
      // An encoder that has learnt nothing yet gives all categories to all examples, which is no collapse.
      collapseWarning({ phases: [names.category], diversity: 0.02 }),
    ],
    /**
     * Draws codes `[count, categories + latentDim]`: a category, 1 at its place, and a style beside it; with labels of
     * those categories, -1 for any.
     *
     * @throws {ShapeError} unless there is a label for each code.
     * @throws {DataError} for a label out of range.
     */
    samplePrior: (count: number, random: RandomSource, labels?: Labels): tf.Tensor =>
      tf.tidy(() => {
        const chosen = labels && labelValues(labels, count, categories);
        return tf.concat([categoryDraws(count, random, chosen), stylePrior.draw(count, random)], 1);
      }),
  };
  return { model, parts };
}
