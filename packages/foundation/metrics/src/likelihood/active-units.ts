import type { Dataset } from '@autoencoders/data';
import { checkNumber } from '@autoencoders/errors';
import type * as tf from '@tensorflow/tfjs';
import { momentCollector } from '../generation/feature-moments.js';
import { eachFeatureBatch, type FeatureOptions } from '../generation/feature-rows.js';
import type { GaussianPosteriorModel } from '../latent-variable-model.js';

/** Options of {@link activeUnits}. */
export interface ActiveUnitsOptions extends FeatureOptions {
  /** The variance above which a unit is active. Default 0.01. */
  readonly threshold?: number | undefined;
}

/** What {@link activeUnits} gives. */
export interface ActiveUnits {
  /** How many units are active. */
  readonly count: number;
  /** `Var_x(E[z | x])` of each latent dimension. */
  readonly variances: Float64Array;
}

/**
 * Counts the latent dimensions that say something about the data: those where `Var_x(E_{q(z | x)}[z]) > 0.01`, the
 * variance over examples of the posterior's mean. The others stay near the prior for every example. Computed in batches,
 * added up in double precision. Source: Burda, Grosse and Salakhutdinov 2016, section 5 (latent
 * space representation).
 *
 * @param data examples `[examples, ...shape]`
 * @throws {OptionError} for a negative `threshold`, or when `batchSize` is not a positive integer.
 * @throws {DataError} for fewer than two examples, or naming the first mean that is not finite.
 */
export async function activeUnits(
  model: Pick<GaussianPosteriorModel, 'posterior'>,
  data: Dataset | tf.Tensor,
  { threshold = 0.01, ...options }: ActiveUnitsOptions = {},
): Promise<ActiveUnits> {
  checkNumber('threshold', threshold, 0);
  const collector = momentCollector('means of the posterior');
  const mean = (x: tf.Tensor) => model.posterior(x).mean;
  await eachFeatureBatch(mean, data, options, ({ values, shape }) => collector.add(values, shape[1]!));
  const { covariance, mean: latent } = collector.moments();
  const variances = latent.map((_, k) => covariance[k * (latent.length + 1)]!);
  return { count: variances.filter((variance) => variance > threshold).length, variances };
}
