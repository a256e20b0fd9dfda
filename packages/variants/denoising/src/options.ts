import { corruptionOption, deterministicOptions, penaltiesOption } from '@autoencoders/deterministic';
import { z } from 'zod';

/** The options of a denoising autoencoder. */
export const denoisingOptions = deterministicOptions.extend({
  latentDim: z.int().min(1).default(128).describe('width of the code'),
  corruption: corruptionOption.default('gaussian'),
  penalties: penaltiesOption.default([]),
});

/** The options of a denoising autoencoder, defaults filled in. */
export type DenoisingSettings = z.output<typeof denoisingOptions>;
