import { checkPairs } from './check-pairs.js';

/**
 * The mean absolute error (MAE) of predictions, in the units of the targets: `1/n Σ |prediction - target|`.
 *
 * @param predictions `[examples]`
 * @param targets `[examples]`, such as ratings
 * @throws {ShapeError} when there are not as many of both.
 * @throws {DataError} without any, or naming the first that is not finite.
 */
export function meanAbsoluteError(predictions: ArrayLike<number>, targets: ArrayLike<number>): number {
  checkPairs(predictions, targets);
  let sum = 0;
  for (let i = 0; i < targets.length; i++) sum += Math.abs(predictions[i]! - targets[i]!);
  return sum / targets.length;
}
