import type { CatalogueEntry } from 'virtual:catalogue';
import type { DataSummary } from '../data/data-summary.js';

/**
 * What a variant that must know it is told of the data by itself: how many classes there are, or clusters to look for.
 * One that only may use labels is left without, until the visitor says so.
 */
export function fittingOptions(
  { options, required }: Pick<CatalogueEntry, 'options' | 'required'>,
  { classes }: Pick<DataSummary, 'classes'>,
): Readonly<Record<string, unknown>> {
  // A conditional model needs a condition: classes, or else vectors, which data here do not have.
  const needsClasses = required.includes('classes') || 'conditionSize' in options;
  return {
    ...(needsClasses && classes.length > 1 ? { classes: classes.length } : {}),
    ...(required.includes('clusters') ? { clusters: Math.max(2, classes.length || 10) } : {}),
  };
}
