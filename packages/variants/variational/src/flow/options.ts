import { z } from 'zod';
import { weightedOptions } from '../options.js';

/** The options of a variational autoencoder whose posterior is a flow. */
export const flowOptions = weightedOptions.extend({
  flows: z.int().min(1).default(2).describe('autoregressive steps, the order of dimensions reversed at each'),
  flowHidden: z.int().min(1).default(64).describe('width of the hidden layer of each step'),
});

/** The options of a variational autoencoder whose posterior is a flow, defaults filled in. */
export type FlowSettings = z.output<typeof flowOptions>;
