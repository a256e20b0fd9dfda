import { activationEstimates, contractiveMethods, type PenaltyFunction } from '@autoencoders/losses';
import { z } from 'zod';

const weight = z.number().min(0);
const layers = z.array(z.string().min(1)).min(1);

const settings = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('l1'), weight, layers }),
  z.strictObject({
    name: z.literal('klSparsity'),
    weight,
    target: z.number().gt(0).lt(1),
    estimate: z.enum(activationEstimates),
    decay: z.number().min(0).lt(1),
    layers,
  }),
  z.strictObject({
    name: z.literal('contractive'),
    weight,
    method: z.enum(contractiveMethods),
    projections: z.int().min(1),
    curvatureWeight: weight,
    curvatureNoise: z.number().positive(),
    curvatureSamples: z.int().min(1),
  }),
]);

/**
 * The slot for terms that are added to the reconstruction loss: penalties of `@autoencoders/losses`, or functions
 * `(inputs) => scalar` of the caller's.
 */
export const penaltiesOption = z
  .array(z.union([settings, z.custom<PenaltyFunction>((value) => typeof value === 'function')]))
  .describe('further terms of the loss, as JSON');
