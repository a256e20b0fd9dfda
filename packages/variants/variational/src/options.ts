import { activationNames } from '@autoencoders/layers';
import { likelihoodNames } from '@autoencoders/losses';
import { z } from 'zod';

const spread = z.union([z.literal('learned'), z.number().positive()]);

/** The options that all autoencoders of a Gaussian code have. */
export const latentOptions = z.object({
  inputShape: z.array(z.int().min(1)).min(1).describe('shape of one input, such as [28, 28, 1]'),
  latentDim: z.int().min(1).default(20).describe('dimensions of the latent space'),
  architecture: z.enum(['dense', 'convolutional']).default('dense').describe('layers of encoder and decoder'),
  hidden: z
    .array(z.int().min(1))
    .default([400])
    .describe('widths of the dense hidden layers, from the input inwards'),
  filters: z
    .array(z.int().min(1))
    .min(1)
    .default([32, 64])
    .describe('channels of the convolutions, from the input inwards'),
  residual: z.boolean().default(false).describe('add a residual block at each size of the convolutions'),
  activation: z.enum(activationNames).default('relu').describe('of the hidden layers'),
  likelihood: z.enum(likelihoodNames).default('bernoulli').describe('distribution of the data given a code'),
  variance: spread.default(1).describe("of a Gaussian likelihood: a number or 'learned'"),
  scale: spread.default(1).describe("of a Laplace likelihood: a number or 'learned'"),
  seed: z.int().min(0).default(0).describe('seed of the initial weights'),
});

/** Those options, defaults filled in. */
export type LatentSettings = z.output<typeof latentOptions>;

/** Those options with the weight of the divergence. */
export const weightedOptions = latentOptions.extend({
  beta: z.number().min(0).default(1).describe('weight of the KL divergence; 1 is the ELBO'),
  annealingSteps: z
    .int()
    .min(0)
    .default(0)
    .describe('steps over which the weight of the KL divergence rises from 0'),
});

/** Those options, defaults filled in. */
export type WeightedSettings = z.output<typeof weightedOptions>;

/** The options of a variational autoencoder. */
export const variationalOptions = weightedOptions.extend({
  freeBits: z.number().min(0).default(0).describe('nats of KL divergence per dimension that cost nothing'),
});

/** The options of a variational autoencoder, defaults filled in. */
export type VariationalSettings = z.output<typeof variationalOptions>;
