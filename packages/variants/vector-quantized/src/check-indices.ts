import { DataError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';

/**
 * Checks that indices are integers from 0 to `codes - 1`. Where reading them would wait for a device, it does not: there
 * one that is out of range is caught by none, and reads the nearest code that exists.
 *
 * @returns the same, safe to look up.
 * @throws {DataError} naming what was found.
 */
export function checkIndices(what: string, indices: tf.Tensor, codes: number): tf.Tensor {
  if (indices.dtype !== 'int32') {
    throw new DataError(`${what} are of type ${indices.dtype}: make them int32, with indices.toInt()`);
  }
  if (tf.getBackend() !== 'cpu' && tf.getBackend() !== 'wasm') {
    return tf.clipByValue(tf.cast(indices, 'float32'), 0, codes - 1).toInt();
  }
  const values = indices.dataSync();
  const wrong = values.find((index) => index < 0 || index >= codes);
  if (wrong !== undefined) {
    throw new DataError(`${what} hold ${wrong}: codes are 0 to ${codes - 1}`);
  }
  return indices;
}
