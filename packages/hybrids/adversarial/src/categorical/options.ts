import { corruptionOption, deterministicOptions } from '@autoencoders/deterministic';
import { z } from 'zod';
import { discriminatorOptions, paperWidths } from '../adversarial-options.js';
import { priorOption } from '../prior/prior-option.js';

const { codeActivation: _none, ...shared } = deterministicOptions.shape;

/** The options of an autoencoder whose code is a category and a style. */
export const categoricalOptions = z.object({
  ...shared,
  latentDim: shared.latentDim
    .default(10)
    .describe('width of the style, the part of the code beside the category'),
  architecture: z
    .enum(['dense', 'convolutional', 'linear'])
    .default('dense')
    .describe("layers of encoder and decoder; 'linear' has none between"),
  hidden: shared.hidden.default(paperWidths),
  prior: priorOption.default('normal').describe('what styles are held to: a name, or JSON with its settings'),
  proportions: z
    .array(z.number().positive())
    .optional()
    .describe('how frequent the categories are to be, in any unit (default: all the same)'),
  corruption: corruptionOption.optional(),
  ...discriminatorOptions.shape,
});

/** Those options, defaults filled in, with the number of categories. */
export type CategoricalSettings = z.output<typeof categoricalOptions> & { readonly categories: number };
