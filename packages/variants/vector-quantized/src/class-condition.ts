import type { Batch } from '@autoencoders/data';
import { checkShape, DataError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';

/**
 * Labels as the second input of a network, one-hot `[batch, classes]`; -1 stands for none of them, all zeros. On a
 * graphics card, where reading would wait, a label out of range counts as none too.
 *
 * @throws {DataError} when there are no labels, or one is out of range.
 */
export function classCondition({ x, y }: Partial<Batch>, classes: number): tf.Tensor {
  if (!y) throw new DataError(`there are no labels: the prior is conditional on ${classes} classes, give y`);
  if (x) checkShape('y', y.shape, [x.shape[0]!]);
  if (tf.getBackend() === 'cpu' || tf.getBackend() === 'wasm') {
    const wrong = y.dataSync().find((label) => !Number.isInteger(label) || label < -1 || label >= classes);
    if (wrong !== undefined) {
      throw new DataError(`the labels hold ${wrong}: classes are 0 to ${classes - 1}, or -1 for none`);
    }
  }
  return tf.cast(tf.oneHot(tf.cast(y, 'int32'), classes), 'float32');
}

/** One label for many, int32 `[count]`. */
export function sameLabel(count: number, label: number): tf.Tensor1D {
  return tf.fill([count], label, 'int32') as tf.Tensor1D;
}
