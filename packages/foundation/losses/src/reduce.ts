import { formatShape, ShapeError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';

/** Sums every axis but the first: `[batch, ...shape]` to `[batch]`. */
export function sumFeatures(x: tf.Tensor): tf.Tensor1D {
  return tf.sum(tf.reshape(x, [x.shape[0] ?? 1, -1]), 1);
}

/**
 * Checks that two tensors have one shape.
 *
 * @throws {ShapeError} naming both shapes.
 */
export function checkSameShape(first: string, a: tf.Tensor, second: string, b: tf.Tensor): void {
  if (!tf.util.arraysEqual(a.shape, b.shape)) {
    throw new ShapeError(
      `${first} has shape ${formatShape(a.shape)} and ${second} ${formatShape(b.shape)}: they must be the same`,
    );
  }
}
