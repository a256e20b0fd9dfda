import type { Batch } from '@autoencoders/data';
import { DataError, formatShape } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';

/** Whether examples without a label (-1) may be among the others. */
export type Allowed = 'labelled only' | 'unlabelled too';

/** The labels of a batch on the engine, `[batch]` each. */
export interface Labels {
  /** The class, 0 where there is none, int32. */
  readonly classes: tf.Tensor1D;
  /** 1 where there is a label, else 0. */
  readonly known: tf.Tensor1D;
}

/** Engines whose tensors lie in the host's memory: reading one waits for nothing. */
const hostEngines = ['cpu', 'wasm'];

/**
 * Checks that labels are integers from 0 to `classes - 1`, or -1 where that is allowed.
 *
 * @throws {DataError} naming the first that is not.
 */
export function checkLabels(labels: ArrayLike<number>, classes: number, allowed: Allowed): void {
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row]!;
    if (Number.isInteger(label) && label >= 0 && label < classes) continue;
    if (label !== -1) {
      throw new DataError(
        `a label is ${label}: with ${classes} classes give integers from 0 to ${classes - 1}, or -1 for an example without a label`,
      );
    }
    if (allowed === 'labelled only') {
      throw new DataError('an example has no label (-1): give labelled examples only');
    }
  }
}

/**
 * The labels of a batch, checked. On a graphics card nothing is read, for a step would have to wait for it: there a
 * label out of range makes `known` NaN, and with it what is computed, which `fit` and `evaluate` report.
 *
 * @throws {DataError} when there are none, they are not one number each, or one is out of range.
 */
export function labelsOf({ x, y }: Batch, classes: number, allowed: Allowed): Labels {
  if (!y) throw new DataError('the data has no labels: give a dataset with y, -1 where a label is unknown');
  if (y.rank !== 1 || y.shape[0] !== x.shape[0]) {
    throw new DataError(
      `the labels have shape ${formatShape(y.shape)}: give the number of its class for each example`,
    );
  }
  const onHost = hostEngines.includes(tf.getBackend());
  if (onHost) checkLabels(y.dataSync(), classes, allowed);
  return tf.tidy(() => {
    const known = tf.cast(tf.greaterEqual(y, 0), 'float32');
    // An index out of range would be written out of bounds.
    const inRange = tf.cast(tf.clipByValue(y, 0, classes - 1), 'int32');
    if (onHost) return { classes: inRange, known } as Labels & tf.TensorContainerObject;
    const lowest = allowed === 'unlabelled too' ? -1 : 0;
    const valid = tf.logicalAnd(tf.greaterEqual(y, lowest), tf.less(y, classes));
    return { classes: inRange, known: tf.where(valid, known, Number.NaN) } as Labels &
      tf.TensorContainerObject;
  });
}
