import { adversarialLossNames } from '@autoencoders/losses';
import { z } from 'zod';

/** How the slopes of a discriminator may be held: that of WGAN-GP, or R1. */
export const gradientPenaltyNames = ['none', 'wasserstein', 'r1'] as const;

/**
 * The options of a discriminator and of the game with it; a hybrid adds them to its own:
 * `someOptions.extend(adversarialOptions.shape)`.
 */
export const adversarialOptions = z.object({
  adversarialLoss: z
    .enum(adversarialLossNames)
    .default('nonSaturating')
    .describe('what discriminator and networks play for'),
  discriminatorHidden: z
    .array(z.int().min(1))
    .default([128])
    .describe("widths of the discriminator's dense hidden layers"),
  discriminatorDropout: z
    .number()
    .min(0)
    .lt(1)
    .default(0)
    .describe("fraction of the discriminator's hidden layers dropped in training"),
  discriminatorSteps: z.int().min(1).default(1).describe('updates of the discriminator in each step'),
  spectralNormalization: z
    .boolean()
    .default(false)
    .describe("divide the discriminator's kernels by their spectral norms"),
  minibatchStandardDeviation: z
    .boolean()
    .default(false)
    .describe('show the discriminator how much the examples of a batch differ'),
  gradientPenalty: z
    .enum(gradientPenaltyNames)
    .default('none')
    .describe("bound on the discriminator's slopes: 'wasserstein' holds them to 1, 'r1' to 0 at the data"),
  gradientPenaltyWeight: z.number().min(0).default(10).describe('weight of that bound'),
  labelSmoothing: z
    .number()
    .min(0)
    .lt(1)
    .default(0)
    .describe("taken off the discriminator's target for real examples"),
  instanceNoise: z
    .number()
    .min(0)
    .default(0)
    .describe('standard deviation, at first, of noise on all that the discriminator sees in training'),
  instanceNoiseSteps: z.int().min(1).default(10_000).describe('steps over which that noise falls to nothing'),
});

/** Those options, defaults filled in. */
export type AdversarialSettings = z.output<typeof adversarialOptions>;
