import { scoreLevels } from './score-levels.js';

/**
 * The average precision (AP), a summary of the curve of precision over recall that does not interpolate:
 *
 * `AP = Σ_t (R_t - R_{t-1}) P_t`
 *
 * over the scores `t` that occur, descending, with `P_t` and `R_t` the precision and recall of a threshold there. In
 * `[0, 1]`; the share of positives by chance, so it compares methods on one data set, not data sets.
 * Source: scikit-learn, `average_precision_score`.
 *
 * @param scores `[examples]`, high for positives; infinite ones have their place
 * @param labels `[examples]`, 1 for positives (anomalies) and 0 for negatives
 * @throws {DataError} without examples or positives, or naming the first score that is NaN or label that is not 0 or 1.
 * @throws {ShapeError} when there is not one label for each score.
 */
export function averagePrecision(scores: ArrayLike<number>, labels: ArrayLike<number>): number {
  const { truePositives, falsePositives, positives } = scoreLevels(scores, labels);
  let sum = 0;
  for (let i = 0; i < truePositives.length; i++) {
    const right = truePositives[i]!;
    sum += ((right - (truePositives[i - 1] ?? 0)) * right) / (right + falsePositives[i]!);
  }
  return sum / positives;
}
