import type { RandomSource } from '@autoencoders/backend';
import { defineVariant, type Networks, type StepContext, variablesOf } from '@autoencoders/core';
import type { Batch } from '@autoencoders/data';
import { corruptionOf, deterministicModel } from '@autoencoders/deterministic';
import { OptionError } from '@autoencoders/errors';
import { adversary, collapseWarning } from '@autoencoders/gan';
import { corrupt } from '@autoencoders/layers';
import * as tf from '@tensorflow/tfjs';
import { type AdversarialRoles, adversarialNetworks } from './adversarial-networks.js';
import { type AdversarialAutoencoderSettings, adversarialAutoencoderOptions } from './adversarial-options.js';
import { type Labels, labelRows, labelValues } from './labels.js';
import { priorOf } from './prior/prior.js';

/**
 * Makes an adversarial autoencoder: a discriminator tells draws of the prior `p(z)` from codes, and the encoder learns
 * to be mistaken for the prior, so that codes of all examples together are distributed as it. With encoder `f`, decoder
 * `g` and discriminator `D` each step has three phases,
 *
 * - `'reconstruction'`: encoder and decoder lower `E[L(x, g(f(x)))]`, summed over features;
 * - `'discriminator'`: the discriminator lowers `-E[log D(z)] - E[log(1 - D(f(x)))]` with `z` of the prior;
 * - `'regularization'`: the encoder lowers `-E[log D(f(x))]`,
 *
 * each averaged over the batch, in nats; `adversarialLoss` names other games for the last two.
 *
 * With `classes` it is supervised: the discriminator is given the label beside the code, and the prior has a part for
 * each label, so that codes come to lie where their label says. Labels are the dataset's `y`; examples of -1, and data
 * without labels, are held to the prior as a whole.
 * Source: Makhzani et al. 2015, section 2, and 2.3 with figure 3 (labels).
 *
 * @example
 * const model = adversarialAutoencoder({ inputShape: [28, 28, 1], latentDim: 2, prior: 'mixture', classes: 10 });
 * const sevens = model.decode(model.samplePrior(3, randomSource(1), [7, 7, 7]));
 *
 * @throws {OptionError} naming each option that is wrong, or options that contradict one another.
 * @throws {ShapeError} when a network of the caller's does not fit.
 */
export const adversarialAutoencoder = defineVariant({
  kind: 'adversarial',
  summary:
    'adversarial autoencoder (AAE): codes of all examples together are held to any prior by a discriminator',
  options: adversarialAutoencoderOptions,
  roles: ['encoder', 'decoder', 'discriminator'],
  networks: adversarialNetworks,
  model: adversarialModel,
});

function adversarialModel(networks: Networks<AdversarialRoles>, options: AdversarialAutoencoderSettings) {
  const { encoder, decoder, discriminator } = networks;
  const { latentDim, classes } = options;
  const corruption = corruptionOf(options.corruption);
  const prior = priorOf(options.prior, latentDim, classes);
  const game = adversary({ network: discriminator, settings: options });
  const { phases, ...base } = deterministicModel({ encoder, decoder }, options, {
    corruption,
    penalties: options.penalties,
  });

  /** What the discriminator is given of examples: the code, and the label where there are classes. */
  function fakeOf({ x }: Pick<Batch, 'x'>, rows: readonly tf.Tensor[], { training, random }: StepContext) {
    const seen = corruption ? corrupt(x, corruption, random) : x;
    return [encoder.apply(seen, { training }) as tf.Tensor, ...rows];
  }

  function labelled({ x, y }: Batch) {
    if (classes === undefined) return { labels: undefined, rows: [] };
    const labels = labelValues(y, x.shape[0]!, classes);
    return { labels, rows: [labelRows(labels, classes)] };
  }

  return {
    ...base,
    phases: [
      ...phases,
      game.phase((batch, step) => {
        const { labels, rows } = labelled(batch);
        const real = [prior.draw(batch.x.shape[0]!, step.random, labels), ...rows];
        return { real, fake: fakeOf(batch, rows, step) };
      }),
      {
        name: 'regularization',
        variables: variablesOf(encoder),
        loss: (batch: Batch, step: StepContext) => {
          const fake = fakeOf(batch, labelled(batch).rows, step);
          return { loss: game.loss({ real: [], fake }, step) };
        },
      },
    ],
    callbacks: [collapseWarning()],
    /**
     * Draws codes `[count, latentDim]` of the prior; with labels, each of the part that belongs to its label (-1: of
     * any).
     *
     * @throws {OptionError} for labels where the model has no classes.
     * @throws {ShapeError} unless there is a label for each code.
     * @throws {DataError} for a label out of range.
     */
    samplePrior: (count: number, random: RandomSource, labels?: Labels): tf.Tensor => {
      if (labels !== undefined && classes === undefined) {
        throw new OptionError(
          'labels are given, and the model has no classes: make it with classes, or leave them out',
        );
      }
      return tf.tidy(() => prior.draw(count, random, labels && labelValues(labels, count, classes!)));
    },
  };
}
