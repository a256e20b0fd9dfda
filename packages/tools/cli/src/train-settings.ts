import { z } from 'zod';

/**
 * Options of `train` that hold for every variant. Its flags, limits, defaults and help come from here, as a
 * variant's own come from the variant's schema.
 */
export const trainSettings = z.strictObject({
  epochs: z.int().min(1).default(20).describe('times to walk through the training data'),
  batchSize: z.int().min(1).default(64).describe('examples in one step'),
  learningRate: z.number().positive().default(0.001).describe('step size of the optimizer'),
  seed: z.int().min(0).max(0xffffffff).default(0).describe('keys initial weights, shuffling and noise'),
  backend: z
    .enum(['auto', 'webgpu', 'wasm', 'cpu'])
    .default('auto')
    .describe('engine to train on; auto takes the fastest that works'),
  validation: z
    .number()
    .min(0)
    .lt(1)
    .default(0)
    .describe('share of the examples to hold out and measure after every epoch'),
  scale: z
    .enum(['none', 'standard', 'min-max', 'auto'])
    .default('auto')
    .describe('scaling, fitted to the training data and saved with the model'),
  checkpointEvery: z.int().min(1).default(50).describe('steps between checkpoints'),
});

/** The options of `train` that hold for every variant, after defaults. */
export type TrainSettings = z.output<typeof trainSettings>;
