import type { Autoencoder } from '@autoencoders/core';
import * as tf from '@tensorflow/tfjs';
import type { Score, ScoredInputs } from './score.js';
import { valuesOf } from './values-of.js';

/**
 * The squared error of the reconstruction, `Σ (x - x̂)²`, summed over the cells of a row, in squared units of the scaled
 * data; a missing cell adds nothing.
 * Source: Hawkins, He, Williams and Baxter 2002, "Outlier detection using replicator neural networks", equation 3.
 */
export function reconstructionScore(autoencoder: Autoencoder): Score {
  const contributions = ({ x, observed }: ScoredInputs) => {
    const errors = tf.squaredDifference(x, autoencoder.reconstruct(x));
    return observed ? tf.mul(errors, observed) : errors;
  };
  return {
    shapes: {},
    positive: true,
    contributions,
    scores: (inputs) =>
      valuesOf(() => tf.sum(tf.reshape(contributions(inputs), [inputs.x.shape[0]!, -1]), 1)),
  };
}
