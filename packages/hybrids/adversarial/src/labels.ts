import { checkClassLabels, formatShape, ShapeError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';

/** The class of each example, -1 where it is not known: a list, or a tensor `[batch]`. */
export type Labels = tf.Tensor | readonly number[];

/** Engines whose tensors lie in the host's memory: reading one waits for nothing. */
const hostEngines = ['cpu', 'wasm'];

/**
 * Labels as float32 `[count]`, -1 for each example where there are none.
 *
 * On a graphics card nothing is read, for a step would have to wait for it: there a label out of range becomes NaN in
 * {@link labelRows}, and with it what is computed, which `fit` and `evaluate` report.
 *
 * @throws {ShapeError} unless there is one for each example.
 * @throws {DataError} naming the first label that is no integer from 0 to `classes - 1`, nor -1.
 */
export function labelValues(labels: Labels | undefined, count: number, classes: number): tf.Tensor1D {
  if (labels === undefined) return tf.fill([count], -1);
  return tf.tidy(() => {
    const given = labels instanceof tf.Tensor ? labels : tf.tensor1d([...labels]);
    if (!tf.util.arraysEqual(given.shape, [count])) {
      throw new ShapeError(
        `the labels have shape ${formatShape(given.shape)}, expected ${formatShape([count])}: give the number of its class for each example`,
      );
    }
    if (hostEngines.includes(tf.getBackend())) checkClassLabels(given.dataSync(), classes);
    return tf.cast(given, 'float32') as tf.Tensor1D;
  });
}

/** Rows `[count, classes + 1]` with a 1 at the class, or at the last place where there is none. */
export function labelRows(labels: tf.Tensor1D, classes: number): tf.Tensor {
  return tf.tidy(() => {
    const places = tf.concat([tf.range(0, classes), tf.tensor1d([-1])]);
    const hits = tf.cast(tf.equal(tf.expandDims(labels, 1), places), 'float32');
    if (hostEngines.includes(tf.getBackend())) return hits;
    return tf.where(tf.greater(tf.sum(hits, 1, true), 0), hits, Number.NaN);
  });
}
