import { z } from 'zod';
import { weightedOptions } from '../options.js';

/** The options of an autoencoder with a VampPrior. */
export const vampPriorOptions = weightedOptions.extend({
  pseudoInputs: z
    .int()
    .min(1)
    .default(50)
    .describe('number of pseudo-inputs, whose posteriors are the prior'),
});

/** The options of an autoencoder with a VampPrior, defaults filled in. */
export type VampPriorSettings = z.output<typeof vampPriorOptions>;
