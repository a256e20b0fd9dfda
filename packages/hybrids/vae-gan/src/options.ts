import { adversarialOptions } from '@autoencoders/gan';
import { latentOptions } from '@autoencoders/variational';
import { z } from 'zod';

/** The options of a VAE-GAN. */
export const vaeGanOptions = latentOptions.extend({
  beta: z.number().min(0).default(1).describe("weight of the KL divergence in the encoder's loss"),
  gamma: z
    .number()
    .min(0)
    .default(1)
    .describe(
      "γ, weight of the reconstruction in the decoder's loss, beside the adversarial term of weight 1",
    ),
  featureVariance: z
    .number()
    .positive()
    .default(0.01)
    .describe('variance of the Gaussian of features that reconstructions are judged by; 1 in the paper'),
  pixelWeight: z
    .number()
    .min(0)
    .default(0)
    .describe('weight of the likelihood of the pixels in the reconstruction, beside the error in features'),
  featureLayer: z
    .string()
    .min(1)
    .optional()
    .describe(
      "name of the discriminator's layer that reconstructions are compared in (default: its last convolution, after the activation; without convolutions its last hidden layer)",
    ),
  discriminatorFilters: z
    .array(z.int().min(1))
    .optional()
    .describe(
      "channels of the discriminator's convolutions (default: half as many as filters with the convolutional architecture, none with the dense)",
    ),
  ...adversarialOptions.shape,
});

/** The options of a VAE-GAN, defaults filled in. */
export type VaeGanSettings = z.output<typeof vaeGanOptions>;

/**
 * Channels of the discriminator's convolutions. By default half of the encoder's: a step takes about nine times as many
 * images through the discriminator, its kernels are larger, and it is the one that wins too easily.
 */
export function discriminatorFiltersOf(options: VaeGanSettings): readonly number[] {
  const { architecture, filters, discriminatorFilters } = options;
  if (discriminatorFilters) return discriminatorFilters;
  return architecture === 'convolutional' ? filters.map((channels) => Math.ceil(channels / 2)) : [];
}
