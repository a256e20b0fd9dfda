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
 * Estimates the negative evidence lower bound of a dataset,
 *
 * `-ELBO = 1/k Σ_i -log p(x | z_i) + KL(q(z | x) ‖ p(z))`, `z_i ~ q(z | x)`,
 *
 * the divergence in closed form for a Gaussian posterior and the prior N(0, I), else by the same draws; summed over features, in nats: of each example, their mean and its standard error. One
 * draw (the default) is without bias; more lessen what it adds to the spread. Source: Kingma and Welling 2014, eq. 10.
 *
 * @param data examples `[examples, ...shape]`
 * @throws {OptionError} naming the option that is no integer in its range.
 * @throws {DataError} for fewer than two examples.
 * @throws {NumericalError} naming the first example whose figure is not finite.
 */
export async function negativeElbo(
  model: LatentVariableModel,
  data: Dataset | tf.Tensor,
  options: LikelihoodEstimateOptions = {},
): Promise<LikelihoodEstimate> {
  const settings = likelihoodSettings(options, { samples: 1, batchSize: 100 });
  return overDraws(model, data, settings, meanBound(settings.samples));
}

/** Keeps the sums over draws of both sides of the bound. */
function meanBound(samples: number): Estimator {
  return {
    join({ reconstruction, logRatio }, kept) {
      const sums = [tf.sum(reconstruction, 1), tf.sum(logRatio, 1)];
      return kept ? sums.map((sum, side) => tf.add(kept[side]!, sum)) : sums;
    },
    finish([reconstruction, logRatio], divergence) {
      const cost = divergence ?? tf.div(tf.neg(logRatio!), samples);
      return tf.add(tf.div(reconstruction!, samples), cost);
    },
  };
}
