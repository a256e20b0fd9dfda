import { activationNames } from '@autoencoders/layers';
import { z } from 'zod';

const odd = (least: number) =>
  z
    .int()
    .min(least)
    .refine((size) => size % 2 === 1, { message: 'give an odd number' });

/** The options of an autoencoder whose decoder is a PixelCNN. */
export const pixelCnnOptions = z.object({
  inputShape: z
    .array(z.int().min(1))
    .length(3)
    .refine(([, , channels]) => channels === 1, { message: 'give one channel, such as [28, 28, 1]' })
    .describe('shape of one image, of one channel, such as [28, 28, 1]'),
  latentDim: z.int().min(1).default(20).describe('dimensions of the latent space'),
  levels: z
    .int()
    .min(2)
    .max(256)
    .default(2)
    .describe('values that a pixel may take, evenly from 0 to 1; others are rounded to the nearest'),
  architecture: z
    .enum(['dense', 'convolutional'])
    .default('dense')
    .describe('layers of the encoder, and from the code to what pixels are told'),
  hidden: z
    .array(z.int().min(1))
    .default([400])
    .describe('widths of the dense hidden layers, from the input inwards'),
  filters: z
    .array(z.int().min(1))
    .min(1)
    .default([32, 64])
    .describe('channels of the convolutions, from the input inwards'),
  activation: z.enum(activationNames).default('relu').describe('of the hidden layers'),
  told: z.int().min(1).default(8).describe('numbers that the code tells each pixel'),
  pixelFilters: z.int().min(1).default(16).describe('channels of the gated layers'),
  pixelLayers: z.int().min(0).default(3).describe('gated layers after the first'),
  kernelSize: odd(1).default(3).describe('side of their kernels, odd'),
  firstKernelSize: odd(3).default(5).describe('side of the first kernel, odd'),
  beta: z.number().min(0).default(1).describe('weight of the KL divergence; 1 is the ELBO'),
  freeBits: z.number().min(0).default(0).describe('nats of KL divergence per dimension that cost nothing'),
  seed: z.int().min(0).default(0).describe('seed of the initial weights'),
});

/** The options of an autoencoder whose decoder is a PixelCNN, defaults filled in. */
export type PixelCnnSettings = z.output<typeof pixelCnnOptions>;
