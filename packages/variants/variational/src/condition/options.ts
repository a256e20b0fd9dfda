import { OptionError } from '@autoencoders/errors';
import { z } from 'zod';
import { variationalOptions } from '../options.js';

/** The options of a conditional variational autoencoder. */
export const conditionalOptions = variationalOptions.extend({
  classes: z.int().min(2).optional().describe('number of classes, where the condition is a label'),
  conditionSize: z.int().min(1).optional().describe('width of the condition, where it is a vector'),
  conditionDropout: z
    .number()
    .min(0)
    .max(1)
    .default(0.1)
    .describe('share of the examples whose condition is withheld in training'),
});

/** The options of a conditional variational autoencoder, defaults filled in. */
export type ConditionalSettings = z.output<typeof conditionalOptions>;

/**
 * Numbers that networks are given for a condition: one for each class, or those of the vector.
 *
 * @throws {OptionError} unless there is one of `classes` and `conditionSize`.
 */
export function conditionWidth({ classes, conditionSize }: ConditionalSettings): number {
  if (classes !== undefined && conditionSize !== undefined) {
    throw new OptionError(
      `classes is ${classes} and conditionSize ${conditionSize}: give one, a condition is a label or a vector`,
    );
  }
  const width = classes ?? conditionSize;
  if (width === undefined) {
    throw new OptionError('there is no condition: give classes (labels) or conditionSize (vectors)');
  }
  return width;
}
