import type { RandomSource } from '@autoencoders/backend';
import { noneOfThese } from '@autoencoders/deterministic';
import type * as tf from '@tensorflow/tfjs';
import { z } from 'zod';

/**
 * A prior of the caller's own: draws codes `[count, latentDim]`. With labels, int32 `[count]`, each row is to be drawn
 * from the part of the prior that belongs to its label, and from all of it where that is -1.
 */
export type PriorFunction = (count: number, random: RandomSource, labels?: tf.Tensor1D) => tf.Tensor;

const deviation = z.number().positive();

const settings = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('normal') }),
  z.strictObject({
    name: z.literal('mixture'),
    components: z.int().min(2).optional(),
    radius: z.number().min(0).default(2),
    radialDeviation: deviation.default(0.5),
    tangentialDeviation: deviation.default(0.1),
  }),
  z.strictObject({
    name: z.literal('swissRoll'),
    turns: z.number().positive().default(2),
    radius: z.number().positive().default(3),
    deviation: z.number().min(0).default(0.1),
  }),
]);

/** Names of the priors that there are. */
export const priorNames = ['normal', 'mixture', 'swissRoll'] as const;

/** A prior that is plain JSON. */
export type PriorSettings = z.output<typeof settings>;

/** The slot for what codes are held to: a prior's name, its settings, or a function of the caller's. */
export const priorOption = z
  .union(
    [z.enum(priorNames), settings, z.custom<PriorFunction>((value) => typeof value === 'function')],
    noneOfThese(
      `one of ${priorNames.join(', ')}, settings such as {"name":"mixture","components":5}, or a function`,
    ),
  )
  .describe('what codes are held to: a name, or JSON with its settings');

/** What the slot holds. */
export type PriorChoice = z.output<typeof priorOption>;

/** The settings or the function that a choice stands for. */
export function chosenPrior(choice: PriorChoice): PriorSettings | PriorFunction {
  return typeof choice === 'string' ? settings.parse({ name: choice }) : choice;
}
