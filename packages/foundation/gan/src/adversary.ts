import { type LossTerms, type Phase, type StepContext, variablesOf } from '@autoencoders/core';
import type { Batch } from '@autoencoders/data';
import { OptionError } from '@autoencoders/errors';
import { discriminatorLoss, generatorLoss, gradientPenalty, r1Penalty } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';
import type { AdversarialSettings } from './adversarial-options.js';
import { relativeDiversity } from './diversity.js';
import { withInstanceNoise } from './instance-noise.js';

/** What a discriminator is shown in one step: its inputs for real examples, and for fake ones. */
export interface Shown {
  readonly real: readonly tf.Tensor[];
  readonly fake: readonly tf.Tensor[];
}

/** How a discriminator is made part of a model. */
export interface AdversaryOptions {
  /** Gives each example a logit, `[batch, 1]`, of one input or more. */
  readonly network: tf.LayersModel;
  readonly settings: Omit<
    AdversarialSettings,
    'discriminatorHidden' | 'discriminatorDropout' | 'spectralNormalization' | 'minibatchStandardDeviation'
  >;
  /** Name of its phase. Default `'discriminator'`. */
  readonly name?: string;
  /** Weight of the fake examples in its loss: 2 where two kinds of them, shown together, count as one each. Default 1. */
  readonly fakeWeight?: number;
  /** Which of its inputs show whether fake examples differ among themselves. Default the first. */
  readonly diversityOf?: number;
}

/** A discriminator as a part of a model: the phase that trains it, and the loss of whoever plays against it. */
export interface Adversary {
  /**
   * The phase that moves the discriminator alone. Its terms are `loss`, `diversity` (of the fake examples of a batch,
   * over that of the real ones: 0 where all are the same) and `gradientPenalty` where there is one, not weighed.
   *
   * @param shown makes what it sees; no slope goes through it
   */
  phase(shown: (batch: Batch, step: StepContext) => Shown): Phase;
  /** What the network that made the fake examples lowers; with `bothSides`, the one that made the real ones too. */
  loss(shown: Shown, step: StepContext, options?: { readonly bothSides?: boolean }): tf.Scalar;
  /** Logits `[batch, 1]` of inputs as they are, without dropout or noise. */
  logits(inputs: readonly tf.Tensor[]): tf.Tensor;
}

/**
 * Makes a discriminator part of a model.
 *
 * @throws {OptionError} where options contradict one another.
 */
export function adversary({
  network,
  settings,
  name = 'discriminator',
  fakeWeight = 1,
  diversityOf = 0,
}: AdversaryOptions): Adversary {
  const { adversarialLoss, labelSmoothing, discriminatorSteps } = settings;
  const { gradientPenalty: penalty, gradientPenaltyWeight: weight } = settings;
  if (labelSmoothing > 0 && (adversarialLoss === 'hinge' || adversarialLoss === 'wasserstein')) {
    throw new OptionError(
      `labelSmoothing is ${labelSmoothing}, and adversarialLoss '${adversarialLoss}' has no target to smooth: leave it out, or choose 'nonSaturating' or 'leastSquares'`,
    );
  }

  const judge = (inputs: readonly tf.Tensor[], training: boolean) =>
    network.apply(inputs.length === 1 ? inputs[0]! : [...inputs], { training }) as tf.Tensor;

  const noisy = (inputs: readonly tf.Tensor[], kind: string, step: StepContext) =>
    withInstanceNoise(inputs, `${name}/${kind}`, settings, step);

  function bound(real: readonly tf.Tensor[], fake: readonly tf.Tensor[], step: StepContext): tf.Scalar {
    const critic = (...inputs: tf.Tensor[]) => judge(inputs, step.training);
    if (penalty === 'r1') return r1Penalty(critic, real);
    const mix = step.random.uniform(`gradientPenalty/${name}`, [real[0]!.shape[0]!]);
    return gradientPenalty(critic, real, fake, mix);
  }

  return {
    phase: (shown) => ({
      name,
      variables: variablesOf(network),
      ...(discriminatorSteps === 1 ? {} : { repeat: discriminatorSteps }),
      loss: (batch, step): LossTerms => {
        const inputs = shown(batch, step);
        const real = noisy(inputs.real, 'real', step);
        const fake = noisy(inputs.fake, 'fake', step);
        const value = discriminatorLoss(
          adversarialLoss,
          judge(real, step.training),
          judge(fake, step.training),
          { labelSmoothing, fakeWeight },
        );
        const diversity = relativeDiversity(inputs.fake[diversityOf]!, inputs.real[diversityOf]!);
        if (penalty === 'none' || weight === 0) return { loss: value, diversity };
        const slopes = bound(real, fake, step);
        return { loss: tf.add(value, tf.mul(slopes, weight)), diversity, gradientPenalty: slopes };
      },
    }),
    loss: (shown, step, { bothSides = false } = {}) => {
      const fake = judge(noisy(shown.fake, 'fake', step), step.training);
      return generatorLoss(
        adversarialLoss,
        fake,
        bothSides ? judge(noisy(shown.real, 'real', step), step.training) : undefined,
      );
    },
    logits: (inputs) => tf.tidy(() => judge(inputs, false)),
  };
}
