import { checkNegatives, scoreLevels } from './score-levels.js';

/** The points of a receiver operating characteristic, from (0, 0) to (1, 1). */
export interface RocCurve {
  /** Share of the negatives with at least the score of each threshold, ascending. */
  readonly falsePositiveRates: Float64Array;
  /** Share of the positives with at least the score of each threshold, ascending. */
  readonly truePositiveRates: Float64Array;
  /** Infinity, then the scores that occur, descending. */
  readonly thresholds: Float64Array;
}

/**
 * The receiver operating characteristic (ROC): at each score that occurs, the shares of negatives and of positives that
 * a threshold there would call positive.
 * Source: Fawcett 2006, "An introduction to ROC analysis", algorithm 1.
 *
 * @param scores `[examples]`, high for positives; infinite ones have their place
 * @param labels `[examples]`, 1 for positives (anomalies) and 0 for negatives
 * @returns arrays of one more than the scores that differ
 * @throws {DataError} without examples, when all are of one class, or naming the first score that is NaN or label that
 *   is not 0 or 1.
 * @throws {ShapeError} when there is not one label for each score.
 */
export function rocCurve(scores: ArrayLike<number>, labels: ArrayLike<number>): RocCurve {
  const levels = scoreLevels(scores, labels);
  checkNegatives(levels);
  return {
    falsePositiveRates: after(
      0,
      levels.falsePositives.map((count) => count / levels.negatives),
    ),
    truePositiveRates: after(
      0,
      levels.truePositives.map((count) => count / levels.positives),
    ),
    thresholds: after(Number.POSITIVE_INFINITY, levels.scores),
  };
}

function after(first: number, others: Float64Array): Float64Array {
  const all = new Float64Array(others.length + 1).fill(first, 0, 1);
  all.set(others, 1);
  return all;
}
