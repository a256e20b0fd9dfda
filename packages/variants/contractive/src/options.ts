import { corruptionOption, deterministicOptions, penaltiesOption } from '@autoencoders/deterministic';
import { activationNames } from '@autoencoders/layers';
import { contractiveMethods } from '@autoencoders/losses';
import { z } from 'zod';

/** The options of a contractive autoencoder. */
export const contractiveOptions = deterministicOptions.extend({
  latentDim: z.int().min(1).default(128).describe('width of the code'),
  hidden: z
    .array(z.int().min(1))
    .default([])
    .describe('widths of the dense hidden layers, from the input inwards'),
  codeActivation: z.enum(activationNames).default('sigmoid').describe('of the code'),
  weight: z.number().min(0).default(0.1).describe("weight of the squared norm of the encoder's Jacobian"),
  method: z
    .enum(contractiveMethods)
    .default('auto')
    .describe("how the norm is found; 'auto' takes the cheapest that serves the encoder"),
  projections: z.int().min(1).default(1).describe("random directions per example, with 'projections'"),
  curvatureWeight: z
    .number()
    .min(0)
    .default(0)
    .describe('weight of the change of the Jacobian nearby (CAE+H)'),
  curvatureNoise: z.number().positive().default(0.1).describe('how far nearby is: standard deviation'),
  curvatureSamples: z.int().min(1).default(4).describe('points nearby per example'),
  corruption: corruptionOption.optional(),
  penalties: penaltiesOption.default([]),
});

/** The options of a contractive autoencoder, defaults filled in. */
export type ContractiveSettings = z.output<typeof contractiveOptions>;
