import type { RandomSource } from '@autoencoders/backend';
import { checkInteger } from '@autoencoders/errors';
import { gaussianNegativeLogLikelihoodPerExample } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';
import type { LatentVariableModel } from './latent-variable-model.js';
import { drawsUnder } from './likelihood/draws-under.js';
import { logPriorOf } from './likelihood/posterior-draws.js';
import { logMeanExp } from './log-mean-exp.js';

/** Options of {@link importanceWeightedLogLikelihood}. */
export interface ImportanceOptions {
  /** Draws of the posterior for each example, `k`. */
  readonly samples: number;
  /** Where the draws come from. */
  readonly random: RandomSource;
  /** Draws computed at a time; memory grows with it. Default 10. */
  readonly chunk?: number;
}

/**
 * A lower bound on the log-likelihood that tightens with the number of samples:
 *
 * `log 1/k Σ_i p(x | z_i) p(z_i) / q(z_i | x)`, `z_i ~ q(z | x)`, of each example, in nats, computed in log space.
 * Source: Burda, Grosse and Salakhutdinov 2016, eq. 8.
 *
 * @param x `[batch, ...shape]`
 * @returns `[batch]`
 * @throws {OptionError} when `samples` or `chunk` is not a positive integer.
 */
export function importanceWeightedLogLikelihood(
  model: LatentVariableModel,
  x: tf.Tensor,
  { samples, random, chunk = 10 }: ImportanceOptions,
): tf.Tensor1D {
  checkInteger('samples', samples);
  checkInteger('chunk', chunk);
  const parts: tf.Tensor[] = [];
  for (let from = 0; from < samples; from += chunk) {
    parts.push(tf.tidy(() => logWeights(model, x, Math.min(chunk, samples - from), from, random)));
  }
  const bound = tf.tidy(() => logMeanExp(tf.concat(parts, 0), 0) as tf.Tensor1D);
  tf.dispose(parts);
  return bound;
}

/** `log p(x | z) + log p(z) - log q(z | x)` of `count` draws: `[count, batch]`. */
function logWeights(
  model: LatentVariableModel,
  x: tf.Tensor,
  count: number,
  from: number,
  random: RandomSource,
): tf.Tensor {
  const batch = x.shape[0]!;
  const repeated = (tensor: tf.Tensor) => tf.tile(tensor, [count, ...tensor.shape.slice(1).map(() => 1)]);
  const inputs = repeated(x);
  const { z, logDensity } = draw();
  const weights = tf.sub(tf.sub(logPriorOf(model, z), logDensity), model.negativeLogLikelihood(inputs, z));
  return tf.reshape(weights, [count, batch]);

  function draw() {
    const purpose = `importance-${from}`;
    if (!('posterior' in model)) {
      return model.drawPosterior(inputs, drawsUnder(purpose, random));
    }
    const { mean, logVariance } = model.posterior(x);
    const [means, logVariances] = [repeated(mean), repeated(logVariance)];
    const noise = random.normal(purpose, means.shape);
    const z = tf.add(means, tf.mul(tf.exp(tf.mul(logVariances, 0.5)), noise));
    return { z, logDensity: tf.neg(gaussianNegativeLogLikelihoodPerExample(z, means, logVariances)) };
  }
}
