import { corruptionOption, deterministicOptions, penaltiesOption } from '@autoencoders/deterministic';
import { mmdKernels } from '@autoencoders/losses';
import { z } from 'zod';

/** The options of a Wasserstein autoencoder. */
export const wassersteinOptions = deterministicOptions.extend({
  weight: z.number().min(0).default(100).describe('λ, of the discrepancy between codes and prior'),
  kernel: z.enum(mmdKernels).default('inverseMultiquadratic').describe('kernel of the discrepancy'),
  scales: z
    .array(z.number().positive())
    .min(1)
    .optional()
    .describe(
      "scales of the kernel, in units of squared distance (default: 0.1 to 10 times twice the code's width)",
    ),
  corruption: corruptionOption.optional(),
  penalties: penaltiesOption.default([]),
});

/** The options of a Wasserstein autoencoder, defaults filled in. */
export type WassersteinSettings = z.output<typeof wassersteinOptions>;
