import { OptionError } from '@autoencoders/errors';
import { meanWithStandardError } from '@autoencoders/metrics';

/** A mean over seeds and how well it is known. */
export interface Interval {
  readonly mean: number;
  /** Ends of the 95 % interval. */
  readonly lower: number;
  readonly upper: number;
}

/** The 97.5 % quantile of Student's t for 1, 2, ... degrees of freedom. */
const quantiles = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262];

/**
 * Student's 95 % interval for the mean of 2 to 10 independent values, `mean ± t s / √n`.
 *
 * @throws {OptionError} for another number of values.
 */
export function intervalOf(values: readonly number[]): Interval {
  const quantile = quantiles[values.length - 2];
  if (quantile === undefined) throw new OptionError(`there are ${values.length} values: give 2 to 10`);
  const { mean, standardError } = meanWithStandardError(values);
  return { mean, lower: mean - quantile * standardError, upper: mean + quantile * standardError };
}
