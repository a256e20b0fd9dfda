import { checkClassLabels } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';

/** Engines whose tensors lie in the host's memory: reading one waits for nothing. */
const hostEngines = ['cpu', 'wasm'];

/**
 * Labels `[batch]` as rows with a 1 at the class, `[batch, classes]`; those of -1 (no label) are all 0.
 *
 * On a graphics card nothing is read, for a step would have to wait for it: there a label out of range makes its row
 * NaN, and with it what is computed, which `fit` and `evaluate` report.
 *
 * @throws {DataError} naming the first label that is no integer from 0 to `classes - 1`, nor -1.
 */
export function oneHotLabels(labels: tf.Tensor, classes: number): tf.Tensor {
  const onHost = hostEngines.includes(tf.getBackend());
  if (onHost) checkClassLabels(labels.dataSync(), classes);
  return tf.tidy(() => {
    const column = tf.expandDims(tf.cast(labels, 'float32'), 1);
    const hits = tf.cast(tf.equal(column, tf.range(0, classes)), 'float32');
    if (onHost) return hits;
    const known = tf.logicalOr(tf.sum(hits, 1, true).cast('bool'), tf.equal(column, -1));
    return tf.where(known, hits, Number.NaN);
  });
}
