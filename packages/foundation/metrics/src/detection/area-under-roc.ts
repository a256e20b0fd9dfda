import { checkNegatives, scoreLevels } from './score-levels.js';

/**
 * The area under the receiver operating characteristic (AUROC): the probability that a positive has a higher score than
 * a negative, where equal scores count half:
 *
 * `AUROC = (#{s⁺ > s⁻} + #{s⁺ = s⁻} / 2) / (positives · negatives)`
 *
 * In `[0, 1]`: 1 where all positives are above all negatives, 0.5 by chance. Exact, in O(n log n).
 * Source: Hanley and McNeil 1982, "The meaning and use of the area under a receiver operating characteristic (ROC)
 * curve".
 *
 * @param scores `[examples]`, high for positives; infinite ones have their place
 * @param labels `[examples]`, 1 for positives (anomalies) and 0 for negatives
 * @throws {DataError} without examples, when all are of one class, or naming the first score that is NaN or label that
 *   is not 0 or 1.
 * @throws {ShapeError} when there is not one label for each score.
 */
export function areaUnderRoc(scores: ArrayLike<number>, labels: ArrayLike<number>): number {
  const levels = scoreLevels(scores, labels);
  checkNegatives(levels);
  const { truePositives, falsePositives, positives, negatives } = levels;
  let pairs = 0;
  for (let i = 0; i < truePositives.length; i++) {
    const above = truePositives[i - 1] ?? 0;
    const here = falsePositives[i]! - (falsePositives[i - 1] ?? 0);
    pairs += (here * (above + truePositives[i]!)) / 2;
  }
  return pairs / (positives * negatives);
}
