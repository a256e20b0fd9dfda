import { DataError } from '@autoencoders/errors';

/**
 * The lowest score that a new normal row exceeds with at most the probability asked for, whatever the distribution: the
 * k-th of n scores in ascending order, which a further one exceeds with probability `(n + 1 - k) / (n + 1)` (fewer where
 * scores are equal).
 * Source: Vovk, Gammerman and Shafer 2005, "Algorithmic learning in a random world", section 2.2 (conformal prediction).
 *
 * @param sorted scores of normal rows, ascending
 * @throws {DataError} when they are too few for the rate.
 */
export function quantileThreshold(sorted: Float32Array, falseAlarmRate: number) {
  const count = sorted.length;
  // Rounding must not ask for one row more than is needed.
  const place = Math.ceil((count + 1) * (1 - falseAlarmRate) - 1e-9);
  if (place > count) {
    throw new DataError(
      `a false-alarm rate of ${falseAlarmRate} needs ${Math.ceil(1 / falseAlarmRate - 1e-9) - 1} normal rows, there are ${count}: give more, ask for a higher rate, or calibrate by 'extreme-value'`,
    );
  }
  return { threshold: sorted[place - 1]!, expectedFalseAlarmRate: (count + 1 - place) / (count + 1) };
}
