import { checkInteger, OptionError } from '@autoencoders/errors';
import { scoreLevels } from './score-levels.js';

/**
 * The precision at `n`: the share of positives among the `n` examples with the highest scores. Of equal scores that the
 * `n`-th place divides, each counts by the chance that it is within, so the order of examples is of no account.
 * In `[0, 1]`; with the number of positives as `n`, it equals the recall there.
 * Source: Craswell 2009, "Precision at n", Encyclopedia of Database Systems.
 *
 * @param scores `[examples]`, high for positives; infinite ones have their place
 * @param labels `[examples]`, 1 for positives (anomalies) and 0 for negatives
 * @param n from 1 to the number of examples
 * @throws {DataError} without examples or positives, or naming the first score that is NaN or label that is not 0 or 1.
 * @throws {ShapeError} when there is not one label for each score.
 * @throws {OptionError} when `n` is no integer from 1 to the number of examples.
 */
export function precisionAt(scores: ArrayLike<number>, labels: ArrayLike<number>, n: number): number {
  const { truePositives, falsePositives } = scoreLevels(scores, labels);
  checkInteger('n', n);
  if (n > scores.length) {
    throw new OptionError(`n is ${n}, and there are ${scores.length} examples: give at most as many`);
  }
  const last = truePositives.findIndex((right, i) => right + falsePositives[i]! >= n);
  const [right, wrong] = [truePositives[last - 1] ?? 0, falsePositives[last - 1] ?? 0];
  const [rightHere, wrongHere] = [truePositives[last]! - right, falsePositives[last]! - wrong];
  const places = n - right - wrong;
  return (right + (places * rightHere) / (rightHere + wrongHere)) / n;
}
