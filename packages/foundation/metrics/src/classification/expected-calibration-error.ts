import type { Rows } from '@autoencoders/data';
import { type CalibrationOptions, reliability } from './reliability.js';

/**
 * The expected calibration error (ECE), how far confidence is from accuracy:
 *
 * `ECE = Σ_m |B_m| / n · |acc(B_m) - conf(B_m)|`,
 *
 * over bins `B_m` of equal width of the probability of the class predicted. In `[0, 1]`, 0 for a calibrated classifier;
 * it depends on the number of bins, so give that beside it.
 * Source: Guo, Pleiss, Sun and Weinberger 2017, "On calibration of modern neural networks", eq. 3.
 *
 * @param probabilities `[examples, classes]`, rows that add up to 1
 * @param labels `[examples]`, in `0 … classes - 1`
 * @throws {ShapeError} when probabilities are not of two classes or more, or there is not one label for each row.
 * @throws {DataError} when a row is no distribution, or a label no class.
 * @throws {OptionError} when `bins` is not a positive integer.
 */
export function expectedCalibrationError(
  probabilities: Rows,
  labels: ArrayLike<number>,
  options: CalibrationOptions = {},
): number {
  const gaps = reliability(probabilities, labels, options).map(
    ({ count, accuracy, confidence }) => count * Math.abs(accuracy - confidence),
  );
  return gaps.reduce((sum, gap) => sum + gap, 0) / labels.length;
}
