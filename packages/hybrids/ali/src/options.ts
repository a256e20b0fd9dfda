import { adversarialOptions } from '@autoencoders/gan';
import { activationNames, hiddenActivationNames } from '@autoencoders/layers';
import { z } from 'zod';
import { priorNames } from './prior.js';

/** What a generator may end in, by the range of the data: [0, 1], [-1, 1], or all numbers. */
export const outputActivationNames = ['sigmoid', 'tanh', 'linear'] as const;

/** The options of a model whose discriminator judges pairs of data and code. */
export const pairOptions = adversarialOptions.extend({
  inputShape: z.array(z.int().min(1)).min(1).describe('shape of one input, such as [28, 28, 1]'),
  latentDim: z.int().min(1).default(16).describe('width of the code'),
  prior: z
    .enum(priorNames)
    .default('normal')
    .describe('distribution of codes: N(0, I), or uniform on [-1, 1]'),
  architecture: z.enum(['dense', 'convolutional']).default('dense').describe('layers of all three networks'),
  hidden: z
    .array(z.int().min(1))
    .default([256, 256])
    .describe('widths of the dense hidden layers, from the input inwards'),
  filters: z
    .array(z.int().min(1))
    .min(1)
    .default([32, 64])
    .describe('channels of the convolutions, from the input inwards'),
  activation: z.enum(hiddenActivationNames).default('relu').describe('of the hidden layers'),
  encoderActivation: z
    .enum(hiddenActivationNames)
    .optional()
    .describe("of the encoder's hidden layers, where it is another"),
  batchNormalization: z
    .boolean()
    .default(false)
    .describe('normalise hidden layers over the batch, in the discriminator all but the first'),
  outputActivation: z
    .enum(outputActivationNames)
    .default('sigmoid')
    .describe("of the generator: 'sigmoid' for data in [0, 1], 'tanh' in [-1, 1], 'linear' for any"),
  discriminatorHidden: z
    .array(z.int().min(1))
    .default([256, 256])
    .describe("widths of the discriminator's dense hidden layers"),
  cycleWeight: z
    .number()
    .min(0)
    .default(0)
    .describe('weight of the squared error of reconstructions; 0 is the game alone'),
  seed: z.int().min(0).default(0).describe('seed of the initial weights'),
});

/** Those options, defaults filled in. */
export type PairSettings = z.output<typeof pairOptions>;

/** The options of a bidirectional GAN. */
export const bidirectionalOptions = pairOptions.extend({
  codeActivation: z.enum(activationNames).default('linear').describe('of the code'),
});
