import type { ComparedReduction } from './compare-reductions.js';
import type { Measures } from './measure.js';

/** One line of a table of reductions. */
export interface ComparisonRow extends Measures {
  readonly name: string;
  readonly method: string;
  readonly dimensions: number;
  /** Which examples were embedded: those of the fit, or those held out. */
  readonly examples: 'fitted' | 'held out';
  readonly seconds: number;
}

/**
 * The results of `compareReductions` as lines of a table, for `console.table` or a report: one for each reducer, and
 * one more where examples were held out.
 */
export function comparisonTable(results: Readonly<Record<string, ComparedReduction>>): ComparisonRow[] {
  return Object.entries(results).flatMap(([name, { method, dimensions, measures, seconds, heldOut }]) => {
    const row = { name, method, dimensions };
    const fitted: ComparisonRow = { ...row, examples: 'fitted', seconds, ...measures };
    return heldOut
      ? [fitted, { ...row, examples: 'held out', seconds: heldOut.seconds, ...heldOut.measures }]
      : [fitted];
  });
}
