import {
  activationEstimates,
  contractiveMethods,
  type PenaltyFunction,
  type PenaltyTerm,
} from '@autoencoders/losses';
import { z } from 'zod';
import { noneOfThese } from './none-of-these.js';

const weight = z.number().min(0);
const layers: z.ZodType<readonly string[], readonly string[]> = z.array(z.string().min(1)).min(1);

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

const termParts = z.looseObject({ name: z.string().min(1), weight, layers: z.array(z.string()) });

const term = z
  .custom<PenaltyTerm>((value) => typeof (value as PenaltyTerm | null)?.evaluate === 'function')
  .refine(
    (value) => termParts.safeParse(value).success,
    'a term has a name, a weight of at least 0, and a list of layers',
  );

/**
 * The slot for terms that are added to the reconstruction loss: penalties of `@autoencoders/losses`, functions
 * `(inputs) => scalar` of the caller's, or terms `{ name, weight, layers, evaluate }` of the caller's, which look at
 * layers and have a name in logs.
 */
export const penaltiesOption = z
  .array(
    z.union(
      [settings, z.custom<PenaltyFunction>((value) => typeof value === 'function'), term],
      noneOfThese(
        'settings such as {"name":"l1","weight":0.001,"layers":["code"]}, a function, or a term { name, weight, layers, evaluate }',
      ),
    ),
  )
  .describe('further terms of the loss, as JSON');
