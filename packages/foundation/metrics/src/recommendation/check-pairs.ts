import { DataError, ShapeError } from '@autoencoders/errors';

/**
 * Checks predictions of targets, and that there are some.
 *
 * @throws {ShapeError} when there are not as many of both.
 * @throws {DataError} without any, or naming the first that is not finite.
 */
export function checkPairs(predictions: ArrayLike<number>, targets: ArrayLike<number>): void {
  if (predictions.length !== targets.length) {
    throw new ShapeError(
      `there are ${predictions.length} predictions of ${targets.length} targets: give one for each`,
    );
  }
  if (targets.length === 0) throw new DataError('there are no predictions: give some, with their targets');
  for (let i = 0; i < targets.length; i++) {
    if (!Number.isFinite(predictions[i])) throw notFinite('prediction', i, predictions[i]!);
    if (!Number.isFinite(targets[i])) throw notFinite('target', i, targets[i]!);
  }
}

function notFinite(what: string, place: number, value: number): DataError {
  return new DataError(`the ${what} ${place} is ${value}: give finite values`);
}
