import { checkInteger, DataError } from '@autoencoders/errors';
import { checkLabels } from '../labels.js';
import { type Coverage, divergenceOfCounts } from './coverage.js';

/** Options of {@link classCoverage}. */
export interface ClassCoverageOptions {
  /** Classes of real examples, whose shares are those that there should be. By default all classes come as often. */
  readonly real?: ArrayLike<number> | undefined;
  /** Examples that a class must have to count. Default 1. */
  readonly least?: number | undefined;
}

/**
 * How many classes generated examples are of, as a classifier tells them, and how far their shares are from what they
 * should be, in nats. Of stacked digits (`stackedImages` of `@autoencoders/data`), the class is that of each channel, as
 * one number out of 1,000; 25,600 examples, 25.6 for each, are customary.
 *
 * Sources: Metz et al. 2017, "Unrolled generative adversarial networks", section 3.3; Srivastava et al. 2017, "VEEGAN",
 * section 4.2; Lin et al. 2018, "PacGAN", section 4.2.
 *
 * @param labels the class of each generated example, from 0
 * @param classes how many there are
 * @throws {DataError} without labels, or naming the first that is no class.
 * @throws {OptionError} when `classes` or `least` is not a positive integer.
 */
export function classCoverage(
  labels: ArrayLike<number>,
  classes: number,
  { real, least = 1 }: ClassCoverageOptions = {},
): Coverage {
  checkInteger('classes', classes);
  checkInteger('least', least);
  const counts = countsOf('labels', labels, classes);
  const expected = real ? countsOf('labels of real examples', real, classes) : counts.map(() => 1);
  return {
    modes: counts.filter((count) => count >= least).length,
    klDivergence: divergenceOfCounts(counts, expected),
    counts,
  };
}

function countsOf(what: string, labels: ArrayLike<number>, classes: number): Int32Array {
  checkLabels(what, labels);
  const counts = new Int32Array(classes);
  for (let at = 0; at < labels.length; at++) {
    const label = labels[at]!;
    if (label < 0 || label >= classes) {
      throw new DataError(`${what} hold ${label} at example ${at}: classes are 0 to ${classes - 1}`);
    }
    counts[label]! += 1;
  }
  return counts;
}
