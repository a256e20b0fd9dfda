import { gaussianNegativeLogLikelihoodPerExample } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';
import type { GaussianPosteriorModel } from '../latent-variable-model.js';

/** `x = W z + noise` of variance `v`; the columns of `W` are orthogonal, so that the exact posterior is diagonal. */
const columns = [
  [0.8, 0.4, -0.2],
  [-0.3, 0.9, 0.6],
] as const;
const variance = 0.4;

const squares = columns.map((column) => column.reduce((sum, w) => sum + w * w, 0));
const projected = (x: readonly number[], k: number) => columns[k]!.reduce((sum, w, i) => sum + w * x[i]!, 0);

/** `log p(x)`, `x ~ N(0, W Wᵀ + v I)`, by the lemma of Woodbury. */
export function logEvidence(x: readonly number[]): number {
  const explained = squares.reduce((sum, square, k) => sum + projected(x, k) ** 2 / (square + variance), 0);
  const quadratic = (x.reduce((sum, value) => sum + value ** 2, 0) - explained) / variance;
  const determinant = squares.reduce((sum, square) => sum + Math.log(square / variance + 1), 0);
  return -0.5 * (x.length * Math.log(2 * Math.PI * variance) + determinant + quadratic);
}

/** The model with the variance of its exact posterior multiplied. */
export function linearGaussianModel(inflation = 1): GaussianPosteriorModel {
  const decoder = () => tf.tensor2d(columns.map((column) => [...column]));
  return {
    posterior: (x) =>
      tf.tidy(() => {
        const spread = tf.tensor1d(squares.map((square) => 1 / (square + variance)));
        const mean = tf.mul(tf.matMul(x as tf.Tensor2D, decoder(), false, true), spread);
        const logVariance = tf.broadcastTo(
          tf.log(tf.mul(spread, inflation * variance)),
          mean.shape as [number, number],
        );
        return { mean, logVariance };
      }),
    negativeLogLikelihood: (x, z) =>
      tf.tidy(() =>
        gaussianNegativeLogLikelihoodPerExample(
          x,
          tf.matMul(z as tf.Tensor2D, decoder()),
          Math.log(variance),
        ),
      ),
  };
}

/** Rows for the model, and their exact negative log-likelihoods. */
export const examples = [
  [0.3, -1.2, 0.8],
  [1.9, 0.1, -0.4],
  [-0.7, 0.6, 2.1],
  [0, 0, 0],
  [-1.5, -0.9, 0.2],
];
export const exact = examples.map((x) => -logEvidence(x));
