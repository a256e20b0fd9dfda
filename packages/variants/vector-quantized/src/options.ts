import { activationNames } from '@autoencoders/layers';
import { likelihoodNames } from '@autoencoders/losses';
import { z } from 'zod';

/** How a codebook is learned. */
export const codebookNames = ['ema', 'gradient'] as const;

/** Where a codebook begins. */
export const codebookStarts = ['kMeans', 'uniform'] as const;

const spread = z.union([z.literal('learned'), z.number().positive()]);

/** The options of a vector-quantised autoencoder. */
export const vectorQuantizedOptions = z.object({
  inputShape: z.array(z.int().min(1)).min(1).describe('shape of one input, such as [28, 28, 1]'),
  codes: z.int().min(2).default(512).describe('vectors in the codebook'),
  codeDim: z.int().min(1).default(64).describe('length of each of these vectors'),
  architecture: z.enum(['dense', 'convolutional']).default('dense').describe('layers of encoder and decoder'),
  positions: z
    .int()
    .min(1)
    .default(8)
    .describe('codes of one example, with dense layers; convolutions give a map'),
  hidden: z
    .array(z.int().min(1))
    .default([400])
    .describe('widths of the dense hidden layers, from the input inwards'),
  filters: z
    .array(z.int().min(1))
    .min(1)
    .default([32, 64])
    .describe('channels of the convolutions, each of which halves the size'),
  residual: z.boolean().default(false).describe('add a residual block at each size of the convolutions'),
  activation: z.enum(activationNames).default('relu').describe('of the hidden layers'),
  codebook: z
    .enum(codebookNames)
    .default('ema')
    .describe('how the codebook is learned: by running means of what it stands for, or by its gradient'),
  decay: z.number().min(0).lt(1).default(0.99).describe('of the running means and counts'),
  smoothing: z.number().positive().default(1e-5).describe('added to each count, so that none is 0'),
  commitment: z.number().min(0).default(0.25).describe('weight of what keeps the encoder near the codebook'),
  start: z
    .enum(codebookStarts)
    .default('kMeans')
    .describe('where the codebook begins: k-means of the first batch, or uniform about 0'),
  revival: z
    .number()
    .min(0)
    .lt(1)
    .default(0.05)
    .describe('share of the mean use of a code under which it is put onto a random encoder output; 0: never'),
  likelihood: z.enum(likelihoodNames).default('bernoulli').describe('distribution of the data given a code'),
  variance: spread.default(1).describe("of a Gaussian likelihood: a number or 'learned'"),
  scale: spread.default(1).describe("of a Laplace likelihood: a number or 'learned'"),
  seed: z.int().min(0).default(0).describe('seed of the initial weights'),
});

/** The options of a vector-quantised autoencoder, defaults filled in. */
export type VectorQuantizedSettings = z.output<typeof vectorQuantizedOptions>;
