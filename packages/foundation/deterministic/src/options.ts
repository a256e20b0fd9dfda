import { activationNames } from '@autoencoders/layers';
import { likelihoodNames } from '@autoencoders/losses';
import { z } from 'zod';

const spread = z.union([z.literal('learned'), z.number().positive()]);

/**
 * The options that every deterministic autoencoder has: shapes, layers, and the reconstruction loss. A variant adds
 * its own with `.extend({ … })`, which may also replace a default.
 */
export const deterministicOptions = z.object({
  inputShape: z.array(z.int().min(1)).min(1).describe('shape of one input, such as [28, 28, 1]'),
  latentDim: z.int().min(1).default(16).describe('width of the code'),
  architecture: z
    .enum(['dense', 'convolutional', 'linear', 'tied'])
    .default('dense')
    .describe(
      "layers of encoder and decoder; 'linear' has none between, 'tied' shares the kernels, transposed",
    ),
  hidden: z
    .array(z.int().min(1))
    .default([128])
    .describe('widths of the dense hidden layers, from the input inwards'),
  filters: z
    .array(z.int().min(1))
    .min(1)
    .default([32, 64])
    .describe('channels of the convolutions, from the input inwards'),
  activation: z.enum(activationNames).default('relu').describe('of the hidden layers'),
  codeActivation: z.enum(activationNames).default('linear').describe('of the code'),
  loss: z
    .enum(['squaredError', ...likelihoodNames])
    .default('squaredError')
    .describe('squared error, or the likelihood whose negative logarithm is the loss'),
  variance: spread.default(1).describe("of a Gaussian likelihood: a number or 'learned'"),
  scale: spread.default(1).describe("of a Laplace likelihood: a number or 'learned'"),
  seed: z.int().min(0).default(0).describe('seed of the initial weights'),
});

/** The options that every deterministic autoencoder has, defaults filled in. */
export type DeterministicSettings = z.output<typeof deterministicOptions>;
