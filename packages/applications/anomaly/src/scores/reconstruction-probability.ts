import { randomSource } from '@autoencoders/backend';
import type { Autoencoder } from '@autoencoders/core';
import { reparameterize } from '@autoencoders/layers';
import * as tf from '@tensorflow/tfjs';
import type { Score } from './score.js';
import { valuesOf } from './values-of.js';

/** An autoencoder with a Gaussian posterior over codes and a likelihood of inputs. */
export interface PosteriorAutoencoder extends Autoencoder {
  /** The posterior `q(z | x)` of inputs: `[batch, latentDim]` each. */
  posterior(x: tf.Tensor): { readonly mean: tf.Tensor; readonly logVariance: tf.Tensor };
  /** `-log p(x | z)` of each example, `[batch]`, in nats. */
  negativeLogLikelihood(x: tf.Tensor, z: tf.Tensor): tf.Tensor1D;
}

/** Whether an autoencoder has a posterior and a likelihood. */
export function hasPosterior(autoencoder: Autoencoder): autoencoder is PosteriorAutoencoder {
  const { posterior, negativeLogLikelihood } = autoencoder as Partial<PosteriorAutoencoder>;
  return typeof posterior === 'function' && typeof negativeLogLikelihood === 'function';
}

/**
 * The reconstruction probability as a score, `-E[log p(x | z)]` over codes `z` of the posterior `q(z | x)`, summed over
 * the cells of a row, in nats. The mean is over `draws` codes; their noise is the same for every row, so that a row's
 * score is its own.
 * Source: An and Cho 2015, "Variational autoencoder based anomaly detection using reconstruction probability",
 * algorithm 4.
 */
export function reconstructionProbabilityScore(
  autoencoder: PosteriorAutoencoder,
  { draws, seed }: { readonly draws: number; readonly seed: number },
): Score {
  return {
    shapes: {},
    scores: ({ x }) =>
      valuesOf(() => {
        const { mean, logVariance } = autoencoder.posterior(x);
        let sum: tf.Tensor = tf.zeros([x.shape[0]!]);
        for (let draw = 0; draw < draws; draw++) {
          const noise = randomSource(seed, draw).normal('reconstruction-probability', [1, mean.shape[1]!]);
          const z = reparameterize(mean, logVariance, tf.tile(noise, [x.shape[0]!, 1]));
          sum = tf.add(sum, autoencoder.negativeLogLikelihood(x, z));
        }
        return tf.div(sum, draws);
      }),
  };
}
