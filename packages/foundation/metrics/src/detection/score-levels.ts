import { DataError } from '@autoencoders/errors';
import { checkOneEach } from '../labels.js';

/** Examples by their scores, the highest first, where equal scores share a level. */
export interface ScoreLevels {
  /** The scores that occur, descending. */
  readonly scores: Float64Array;
  /** Positives with at least the score of each level. */
  readonly truePositives: Float64Array;
  /** Negatives with at least the score of each level. */
  readonly falsePositives: Float64Array;
  /** All positives. */
  readonly positives: number;
  /** All negatives. */
  readonly negatives: number;
}

/**
 * Ranks examples by their scores, in O(n log n).
 *
 * @param scores `[examples]`, high for positives; infinite ones have their place, NaN has none
 * @param labels `[examples]`, 1 for positives and 0 for negatives
 * @throws {DataError} without examples or positives, or naming the first score that is NaN or label that is not 0 or 1.
 * @throws {ShapeError} when there is not one label for each score.
 */
export function scoreLevels(scores: ArrayLike<number>, labels: ArrayLike<number>): ScoreLevels {
  checkScores(scores, labels);
  // Each class by itself, since typed arrays sort far faster without a comparison of ours.
  const [negatives, positives] = [0, 1].map((label) =>
    Float64Array.from(Array.from(scores).filter((_, i) => labels[i] === label))
      .sort()
      .reverse(),
  ) as [Float64Array, Float64Array];
  if (positives.length === 0) {
    throw new DataError(`all ${scores.length} labels are 0: give some positives (1)`);
  }
  const levels = { scores: [] as number[], truePositives: [] as number[], falsePositives: [] as number[] };
  let [right, wrong] = [0, 0];
  while (right < positives.length || wrong < negatives.length) {
    const score = Math.max(
      positives[right] ?? Number.NEGATIVE_INFINITY,
      negatives[wrong] ?? Number.NEGATIVE_INFINITY,
    );
    while (positives[right] === score) right++;
    while (negatives[wrong] === score) wrong++;
    levels.scores.push(score);
    levels.truePositives.push(right);
    levels.falsePositives.push(wrong);
  }
  return {
    scores: Float64Array.from(levels.scores),
    truePositives: Float64Array.from(levels.truePositives),
    falsePositives: Float64Array.from(levels.falsePositives),
    positives: positives.length,
    negatives: negatives.length,
  };
}

/**
 * Checks that there are examples of both kinds.
 *
 * @throws {DataError} when all are positives.
 */
export function checkNegatives({ positives, negatives }: ScoreLevels): void {
  if (negatives === 0) throw new DataError(`all ${positives} labels are 1: give some negatives (0)`);
}

function checkScores(scores: ArrayLike<number>, labels: ArrayLike<number>): void {
  if (scores.length === 0) throw new DataError('there are no scores: give one for each example');
  checkOneEach('labels', labels, scores.length);
  for (let i = 0; i < scores.length; i++) {
    if (Number.isNaN(scores[i])) throw new DataError(`the score of example ${i} is NaN: give numbers`);
    if (labels[i] !== 0 && labels[i] !== 1) {
      throw new DataError(
        `the label of example ${i} is ${labels[i]}: give 1 for positives and 0 for negatives`,
      );
    }
  }
}
