import type { Dataset } from '@autoencoders/data';
import { klFromStandardNormalPerExample } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';
import type { LatentVariableModel } from '../importance-weighted.js';
import {
  type LikelihoodEstimate,
  type LikelihoodEstimateOptions,
  likelihoodSettings,
} from './likelihood-options.js';
import { type Estimator, overDraws } from './over-draws.js';

/**
 * Estimates the negative evidence lower bound of a dataset,
 *
 * `-ELBO = 1/k Σ_i -log p(x | z_i) + KL(q(z | x) ‖ N(0, I))`, `z_i ~ q(z | x)`,
 *
 * the divergence in closed form, summed over features, in nats: of each example, their mean and its standard error. One
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
  return overDraws(model, data, settings, meanReconstruction(settings.samples));
}

/** Keeps the sum over draws. */
function meanReconstruction(samples: number): Estimator {
  return {
    join({ reconstruction }, kept) {
      const sum = tf.sum(reconstruction, 1);
      return [kept ? tf.add(kept[0]!, sum) : sum];
    },
    finish([sum], { mean, logVariance }) {
      return tf.add(tf.div(sum!, samples), klFromStandardNormalPerExample(mean, logVariance));
    },
  };
}
