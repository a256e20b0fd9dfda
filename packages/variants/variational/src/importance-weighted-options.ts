import { z } from 'zod';
import { latentOptions } from './options.js';

/** How the gradient of the bound is estimated. */
export const gradientEstimators = ['reparameterized', 'doublyReparameterized'] as const;

/** The options of an importance-weighted autoencoder. */
export const importanceWeightedOptions = latentOptions.extend({
  samples: z.int().min(1).default(5).describe('draws of the posterior for each example, k of the bound'),
  gradient: z
    .enum(gradientEstimators)
    .default('reparameterized')
    .describe(
      'how the gradient is estimated; doublyReparameterized has less variance where samples are many',
    ),
});

/** The options of an importance-weighted autoencoder, defaults filled in. */
export type ImportanceWeightedSettings = z.output<typeof importanceWeightedOptions>;
