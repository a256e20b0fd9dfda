import * as tf from '@tensorflow/tfjs';
import { checkPairs } from './recommendation/check-pairs.js';
import { meanSquaredError } from './reconstruction-error.js';

/**
 * The root mean squared error (RMSE) of predictions, in the units of the targets: `√(1/n Σ (prediction - target)²)`,
 * over all values of tensors or of arrays on the host. Arrays are added up in double precision.
 *
 * @param predictions `[batch, ...shape]`, or `[examples]` such as ratings predicted
 * @param targets of the same shape
 * @returns a scalar tensor of tensors, a number of arrays
 * @throws {ShapeError} when the shapes or lengths differ.
 * @throws {DataError} for arrays that are empty, or naming the first value that is not finite.
 */
export function rootMeanSquaredError(predictions: tf.Tensor, targets: tf.Tensor): tf.Scalar;
export function rootMeanSquaredError(predictions: ArrayLike<number>, targets: ArrayLike<number>): number;
export function rootMeanSquaredError(
  predictions: tf.Tensor | ArrayLike<number>,
  targets: tf.Tensor | ArrayLike<number>,
): tf.Scalar | number {
  return predictions instanceof tf.Tensor
    ? tf.tidy(() => tf.sqrt(meanSquaredError(predictions, targets as tf.Tensor)))
    : ofArrays(predictions, targets as ArrayLike<number>);
}

function ofArrays(predictions: ArrayLike<number>, targets: ArrayLike<number>): number {
  checkPairs(predictions, targets);
  let sum = 0;
  for (let i = 0; i < targets.length; i++) sum += (predictions[i]! - targets[i]!) ** 2;
  return Math.sqrt(sum / targets.length);
}
