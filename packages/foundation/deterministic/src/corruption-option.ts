import {
  type Corruption,
  type CorruptionFunction,
  corruptionNames,
  corruptionSettings,
} from '@autoencoders/layers';
import { z } from 'zod';
import { noneOfThese } from './none-of-these.js';

const rate = z.number().min(0).max(1);

const settings = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('gaussian'), standardDeviation: z.number().min(0) }),
  z.strictObject({ name: z.literal('masking'), rate }),
  z
    .strictObject({
      name: z.literal('saltAndPepper'),
      rate,
      low: z.number().default(0),
      high: z.number().default(1),
    })
    .refine(({ low, high }) => low < high, 'give low below high'),
  z.strictObject({ name: z.literal('dropout'), rate: z.number().min(0).lt(1) }),
]);

/**
 * The slot for what is done to inputs in training: a corruption of `@autoencoders/layers`, its name (with the
 * strength that is usual), or a function `(x, random) => tensor` of the caller's.
 */
export const corruptionOption = z
  .union(
    [z.enum(corruptionNames), settings, z.custom<CorruptionFunction>((value) => typeof value === 'function')],
    noneOfThese(
      `one of ${corruptionNames.join(', ')}, settings such as {"name":"masking","rate":0.25}, or a function`,
    ),
  )
  .describe('what is done to inputs in training: a name, or JSON with its strength');

/** What the slot holds. */
export type CorruptionChoice = z.output<typeof corruptionOption>;

/** The corruption that a choice stands for. */
export function corruptionOf(choice: CorruptionChoice | undefined): Corruption | undefined {
  return typeof choice === 'string' ? corruptionSettings(choice) : choice;
}
