import type { Watched } from './session.js';

/** What came of a training. */
export interface Outcome {
  readonly unit: 'rows' | 'windows';
  readonly length: number;
  readonly columns: readonly string[];
  /** Units that were learnt from, and those kept for the threshold. */
  readonly learnt: number;
  readonly heldOut: number;
  readonly steps: number;
  readonly seconds: number;
  /** Whether it was stopped before its end. */
  readonly stopped: boolean;
  readonly lowest: number;
  readonly highest: number;
  /** Whether scores are errors or distances, never below 0. */
  readonly positive: boolean;
  readonly threshold: number;
  /** What to know of it. */
  readonly notes: readonly string[];
}

/** What the page is told of scored rows. */
export function outcomeOf({ settings, columns, units, unitScores, threshold }: Watched, positive: boolean) {
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (const score of unitScores) {
    if (score < lowest) lowest = score;
    if (score > highest) highest = score;
  }
  return { unit: settings.unit, length: units.length, columns, lowest, highest, positive, threshold };
}
