import type { Autoencoder } from '@autoencoders/core';
import * as tf from '@tensorflow/tfjs';

/**
 * A model whose training is given labels that the data does not have: which of `classes` parts of an example has the
 * largest sum, and none (-1) where the first value is small.
 */
export function withLabels<Model extends Autoencoder>(model: Model, classes: number): Model {
  const labelsOf = (x: tf.Tensor) =>
    tf.tidy(() => {
      const rows = tf.reshape(x, [x.shape[0]!, classes, -1]);
      const labels = tf.argMax(tf.sum(rows, 2), 1);
      const first = tf.reshape(tf.slice(tf.reshape(rows, [x.shape[0]!, -1]), [0, 0], [-1, 1]), [-1]);
      return tf.where(tf.less(first, 0.2), tf.onesLike(labels).neg(), labels);
    });
  const phases = model.phases.map((phase) => ({
    ...phase,
    loss: ({ x }: { readonly x: tf.Tensor }, step: Parameters<typeof phase.loss>[1]) =>
      phase.loss({ x, y: labelsOf(x) }, step),
  }));
  return { ...model, phases };
}
