import type { Autoencoder, Phase } from '@autoencoders/core';
import type { Batch } from '@autoencoders/data';
import * as tf from '@tensorflow/tfjs';

/**
 * The phases of an autoencoder on the rows of each batch that it reconstructs best: the share `trim` with the highest
 * squared error is left out. The first epoch has all rows, since an untrained model's errors tell nothing.
 * Sources: Shen and Sanghavi 2019, "Learning with bad training data via iterative trimmed loss minimization",
 * algorithm 1; Han et al. 2018, "Co-teaching", for the choice within a batch.
 */
export function trimmedPhases(autoencoder: Autoencoder, trim: number): readonly Phase[] {
  if (trim === 0) return autoencoder.phases;
  return autoencoder.phases.map((phase) => ({
    ...phase,
    loss: (batch, step) =>
      phase.loss(step.training && step.epoch > 0 ? bestReconstructed(batch, autoencoder, trim) : batch, step),
  }));
}

/** The rows of a batch with the lowest errors. */
function bestReconstructed(batch: Batch, autoencoder: Autoencoder, trim: number): Batch {
  const rows = batch.x.shape[0]!;
  const kept = rows - Math.floor(trim * rows);
  // Which rows they are has no gradient; inside, nothing is recorded for one.
  const choose = tf.customGrad((x) => ({
    value: chosen(x as tf.Tensor, autoencoder, kept),
    gradFunc: () => tf.zerosLike(x as tf.Tensor),
  }));
  const which = choose(batch.x) as tf.Tensor1D;
  return {
    x: tf.gather(batch.x, which),
    ...(batch.y ? { y: tf.gather(batch.y, which) } : {}),
  };
}

function chosen(x: tf.Tensor, autoencoder: Autoencoder, kept: number): tf.Tensor {
  const errors = tf.squaredDifference(x, autoencoder.reconstruct(x));
  const perRow = tf.sum(tf.reshape(errors, [x.shape[0]!, -1]), 1);
  return tf.topk(tf.neg(perRow), kept).indices;
}
