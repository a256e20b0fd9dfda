import type { Dataset } from '@autoencoders/data';
import * as tf from '@tensorflow/tfjs';
import type { LatentVariableModel } from '../latent-variable-model.js';
import {
  type LikelihoodEstimate,
  type LikelihoodEstimateOptions,
  likelihoodSettings,
} from './likelihood-options.js';
import { type Estimator, overDraws } from './over-draws.js';

/**
 * Estimates the negative log-likelihood of a dataset by importance weighting,
 *
 * `-log p(x) ≲ -log 1/k Σ_i p(x | z_i) p(z_i) / q(z_i | x)`, `z_i ~ q(z | x)`,
 *
 * summed over features, in nats: of each example, their mean and its standard error. An upper bound on average, which
 * tightens with the draws `k` (5,000 by default, as papers report it). Weights are added up in log space on the engine
 * as they come, so memory grows with `batchSize · chunk` and not with `samples`. What is computed at a time changes no
 * draw and, but for rounding, no result; a model that draws from its posterior itself does so chunk by chunk.
 *
 * Source: Burda, Grosse and Salakhutdinov 2016, eq. 8 and section 5.
 *
 * @param data examples `[examples, ...shape]`
 * @throws {OptionError} naming the option that is no integer in its range.
 * @throws {DataError} for fewer than two examples.
 * @throws {NumericalError} naming the first example whose figure is not finite.
 */
export async function negativeLogLikelihood(
  model: LatentVariableModel,
  data: Dataset | tf.Tensor,
  options: LikelihoodEstimateOptions = {},
): Promise<LikelihoodEstimate> {
  const settings = likelihoodSettings(options, { samples: 5000, batchSize: 10 });
  return overDraws(model, data, settings, logSum(settings.samples));
}

/** Keeps the largest log weight `[batch, 1]` and the sum of weights relative to it. */
function logSum(samples: number): Estimator {
  return {
    join({ reconstruction, logRatio }, kept) {
      const logs = tf.sub(logRatio, reconstruction);
      const [largest, sum] = kept ?? [];
      const highest = tf.max(logs, 1, true);
      const top = largest ? tf.maximum(largest, highest) : highest;
      const added = tf.sum(tf.exp(tf.sub(logs, top)), 1, true);
      return [top, sum ? tf.add(tf.mul(sum, tf.exp(tf.sub(largest!, top))), added) : added];
    },
    finish([largest, sum]) {
      const bound = tf.add(largest!, tf.log(tf.div(sum!, samples)));
      return tf.neg(tf.squeeze(bound, [1]));
    },
  };
}
