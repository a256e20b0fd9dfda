import { corruptionOption, deterministicOptions, penaltiesOption } from '@autoencoders/deterministic';
import { adversarialOptions } from '@autoencoders/gan';
import { mmdKernels } from '@autoencoders/losses';
import { z } from 'zod';

const weight = z.number().min(0);

/** The options that Wasserstein autoencoders share, however their codes are compared with the prior. */
const sharedOptions = deterministicOptions.extend({ corruption: corruptionOption.optional() });

/** The options of a Wasserstein autoencoder. */
export const wassersteinOptions = sharedOptions.extend({
  weight: weight.default(100).describe('λ, of the discrepancy between codes and prior'),
  kernel: z.enum(mmdKernels).default('inverseMultiquadratic').describe('kernel of the discrepancy'),
  scales: z
    .array(z.number().positive())
    .min(1)
    .optional()
    .describe(
      "scales of the kernel, in units of squared distance (default: 0.1 to 10 times twice the code's width)",
    ),
  penalties: penaltiesOption.default([]),
});

/** The options of a Wasserstein autoencoder, defaults filled in. */
export type WassersteinSettings = z.output<typeof wassersteinOptions>;

/** The options of one whose codes a discriminator compares with the prior. */
export const wassersteinGanOptions = sharedOptions.extend(adversarialOptions.shape).extend({
  weight: weight.default(10).describe('λ, of the loss of codes against the discriminator'),
});

/** Those options, defaults filled in. */
export type WassersteinGanSettings = z.output<typeof wassersteinGanOptions>;
