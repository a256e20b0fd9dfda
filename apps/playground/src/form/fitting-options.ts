import type { ValueSchema } from '@autoencoders/core/options';
import type { DataSummary } from '../data/data-summary.js';

/** What a variant is told by itself of the data: how many classes there are. */
export function fittingOptions(
  options: Readonly<Record<string, ValueSchema>>,
  { classes }: DataSummary,
): Readonly<Record<string, unknown>> {
  return {
    ...('classes' in options && classes.length > 1 ? { classes: classes.length } : {}),
    ...('clusters' in options ? { clusters: Math.max(2, classes.length || 10) } : {}),
  };
}
