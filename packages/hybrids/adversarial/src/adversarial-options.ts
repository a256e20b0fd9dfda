import { corruptionOption, deterministicOptions, penaltiesOption } from '@autoencoders/deterministic';
import { adversarialOptions } from '@autoencoders/gan';
import { z } from 'zod';
import { priorOption } from './prior/prior-option.js';

/** Widths of the hidden layers of Makhzani et al. 2015, appendix A. */
export const paperWidths = [1000, 1000];

/** The options of a discriminator, as wide as the paper's. */
export const discriminatorOptions = adversarialOptions.extend({
  discriminatorHidden: adversarialOptions.shape.discriminatorHidden.default(paperWidths),
});

/** The options of an adversarial autoencoder. */
export const adversarialAutoencoderOptions = deterministicOptions.extend({
  latentDim: deterministicOptions.shape.latentDim.default(8),
  hidden: deterministicOptions.shape.hidden.default(paperWidths),
  encoding: z
    .enum(['deterministic', 'gaussian'])
    .default('deterministic')
    .describe("a code for each input, or a normal distribution of them, as a variational autoencoder's"),
  prior: priorOption.default('normal'),
  classes: z
    .int()
    .min(2)
    .optional()
    .describe('number of classes, each of which has its part of the prior (labels: y, -1 for none)'),
  corruption: corruptionOption.optional(),
  penalties: penaltiesOption.default([]),
  ...discriminatorOptions.shape,
});

/** The options of an adversarial autoencoder, defaults filled in. */
export type AdversarialAutoencoderSettings = z.output<typeof adversarialAutoencoderOptions>;
