import { corruptionOption, deterministicOptions, penaltiesOption } from '@autoencoders/deterministic';
import { activationNames } from '@autoencoders/layers';
import { activationEstimates } from '@autoencoders/losses';
import { z } from 'zod';

/** The ways to a sparse code. */
export const sparsityNames = ['l1', 'kl', 'topK', 'jumpRelu'] as const;

/** The options of a sparse autoencoder. */
export const sparseOptions = deterministicOptions.extend({
  latentDim: z.int().min(1).default(256).describe('units of the code, more than inputs too'),
  hidden: z
    .array(z.int().min(1))
    .default([])
    .describe('widths of the dense hidden layers, from the input inwards'),
  sparsity: z
    .enum(sparsityNames)
    .default('l1')
    .describe(
      "what makes the code sparse: the penalties 'l1' and 'kl', the k largest units, or learned thresholds",
    ),
  codeActivation: z
    .enum(activationNames)
    .optional()
    .describe("of the code, with 'l1' and 'kl' (default: sigmoid with 'kl', else relu)"),
  weight: z
    .number()
    .min(0)
    .optional()
    .describe("of the penalty (default: 0.1 of 'l1' and of the active units of 'jumpRelu', 1 of 'kl')"),
  layers: z
    .array(z.string().min(1))
    .min(1)
    .default(['code'])
    .describe("layers that 'l1' and 'kl' make sparse, such as code or encoder-hidden-1"),
  target: z.number().gt(0).lt(1).default(0.05).describe("mean activation that 'kl' aims at"),
  estimate: z
    .enum(activationEstimates)
    .default('batch')
    .describe("how 'kl' estimates the mean: of the batch, or a running mean"),
  decay: z.number().min(0).lt(1).default(0.9).describe('of the running mean'),
  k: z.int().min(1).default(32).describe("units that 'topK' keeps for each example"),
  auxiliaryWeight: z
    .number()
    .min(0)
    .default(1 / 32)
    .describe("weight of the loss that revives dead units, with 'topK'"),
  auxiliaryK: z
    .int()
    .min(1)
    .optional()
    .describe('dead units that it uses for each example (default: 64, or all where there are fewer)'),
  threshold: z.number().positive().default(0.05).describe("what the thresholds of 'jumpRelu' begin with"),
  bandwidth: z.number().positive().default(0.1).describe('width of its pseudo-derivative'),
  deadAfter: z
    .int()
    .min(1)
    .default(10_000)
    .describe('examples without being active after which a unit counts as dead'),
  unitNorm: z
    .boolean()
    .optional()
    .describe(
      "keep the features of a decoder of one dense layer at length 1 (default: yes, but not with 'kl')",
    ),
  centred: z
    .boolean()
    .optional()
    .describe(
      "subtract the decoder's bias from inputs, of networks of one dense layer with squared error (default: yes with 'topK' and 'jumpRelu')",
    ),
  corruption: corruptionOption.optional(),
  penalties: penaltiesOption.default([]),
});

/** The options of a sparse autoencoder, defaults filled in. */
export type SparseSettings = z.output<typeof sparseOptions>;
