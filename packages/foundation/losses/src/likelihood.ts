import { checkChoice, checkNumber } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { bernoulliNegativeLogLikelihoodPerExample } from './bernoulli.js';
import { categoricalNegativeLogLikelihoodPerExample } from './categorical.js';
import { gaussianNegativeLogLikelihoodPerExample } from './gaussian.js';
import { laplaceNegativeLogLikelihoodPerExample } from './laplace.js';

/** The likelihoods that a model may reconstruct by. */
export const likelihoodNames = ['bernoulli', 'gaussian', 'laplace', 'categorical'] as const;

/** One of {@link likelihoodNames}. */
export type LikelihoodName = (typeof likelihoodNames)[number];

/** What a decoder's output means, and how well it explains the data. */
export interface Likelihood {
  readonly name: LikelihoodName;
  /** Numbers that the decoder emits per value: 2 where the spread is learned, on the last axis after the first. */
  readonly parameters: 1 | 2;
  /** The values that data may take, and what to do when they do not. */
  readonly domain: { readonly minimum: number; readonly maximum: number; readonly reason: string };
  /** `-log p(x | output)`, summed over features, in nats: `[batch]`. */
  negativeLogLikelihood(x: tf.Tensor, output: tf.Tensor): tf.Tensor1D;
  /** The mean of the data under the output, `[batch, ...shape]`: probabilities, means, locations. */
  mean(output: tf.Tensor): tf.Tensor;
}

/** The spread of a likelihood that has one. */
export interface LikelihoodOptions {
  /** Gaussian: the variance of each value, or `'learned'` by the decoder. Default 1. */
  readonly variance?: number | 'learned';
  /** Laplace: the scale of each value, or `'learned'` by the decoder. Default 1. */
  readonly scale?: number | 'learned';
}

/**
 * The likelihood of a name. Learned log-variances and log-scales are kept within `[-10, 10]`.
 *
 * @throws {OptionError} for an unknown name, or a spread that is not positive.
 */
export function likelihood(name: LikelihoodName, options: LikelihoodOptions = {}): Likelihood {
  checkChoice('likelihood', name, likelihoodNames);
  return likelihoods[name](options);
}

const likelihoods: Record<LikelihoodName, (options: LikelihoodOptions) => Likelihood> = {
  bernoulli: () => ({
    name: 'bernoulli',
    parameters: 1,
    domain: { minimum: 0, maximum: 1, reason: 'a Bernoulli likelihood: scale to [0, 1]' },
    negativeLogLikelihood: bernoulliNegativeLogLikelihoodPerExample,
    mean: (output) => tf.sigmoid(output),
  }),
  categorical: () => ({
    name: 'categorical',
    parameters: 1,
    domain: {
      minimum: 0,
      maximum: 1,
      reason: 'a categorical likelihood: give one-hot values along the last axis',
    },
    negativeLogLikelihood: categoricalNegativeLogLikelihoodPerExample,
    mean: (output) => tf.softmax(output),
  }),
  gaussian: ({ variance = 1 }) =>
    located('gaussian', 'variance', variance, gaussianNegativeLogLikelihoodPerExample),
  laplace: ({ scale = 1 }) => located('laplace', 'scale', scale, laplaceNegativeLogLikelihoodPerExample),
};

/** A likelihood of a location and a spread, fixed or learned. */
function located(
  name: LikelihoodName,
  option: string,
  spread: number | 'learned',
  loss: (x: tf.Tensor, location: tf.Tensor, logSpread: tf.Tensor | number) => tf.Tensor1D,
): Likelihood {
  const domain = {
    minimum: Number.NEGATIVE_INFINITY,
    maximum: Number.POSITIVE_INFINITY,
    reason: `a ${name} likelihood: any finite number will do`,
  };
  if (spread === 'learned') {
    return {
      name,
      parameters: 2,
      domain,
      negativeLogLikelihood: (x, output) =>
        tf.tidy(() => {
          const [location, logSpread] = tf.split(output, 2, -1) as [tf.Tensor, tf.Tensor];
          return loss(x, location, tf.clipByValue(logSpread, -10, 10));
        }),
      mean: (output) => tf.tidy(() => tf.split(output, 2, -1)[0]!),
    };
  }
  checkNumber(option, spread, Number.MIN_VALUE);
  return {
    name,
    parameters: 1,
    domain,
    negativeLogLikelihood: (x, output) => loss(x, output, Math.log(spread)),
    mean: (output) => tf.clone(output),
  };
}
