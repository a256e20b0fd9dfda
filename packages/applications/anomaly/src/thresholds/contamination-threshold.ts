import { DataError } from '@autoencoders/errors';

/**
 * The score that the share `rate` of the rows is above. If those are the anomalies, a further normal row is above the m
 * others with probability `1 / (m + 1)`.
 *
 * @param sorted scores of rows with anomalies among them, ascending
 * @throws {DataError} when no row or every row would be anomalous.
 */
export function contaminationThreshold(sorted: Float32Array, rate: number) {
  const above = Math.round(rate * sorted.length);
  const normal = sorted.length - above;
  if (above === 0 || normal === 0) {
    throw new DataError(
      `a share of ${rate} of ${sorted.length} rows is ${above}: give more rows, or another rate`,
    );
  }
  return { threshold: sorted[normal - 1]!, expectedFalseAlarmRate: 1 / (normal + 1) };
}
