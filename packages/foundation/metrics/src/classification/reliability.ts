import { largestOfEachRow, type Rows } from '@autoencoders/data';
import { checkInteger, DataError, formatShape, ShapeError } from '@autoencoders/errors';
import { checkRows } from '../check-rows.js';
import { checkLabels, checkOneEach } from '../labels.js';

/** Options of {@link reliability} and {@link expectedCalibrationError}. */
export interface CalibrationOptions {
  /** Intervals of equal width that `[0, 1]` is cut into. Default 15. */
  readonly bins?: number;
}

/** The examples whose confidence is in one interval. */
export interface ReliabilityBin {
  /** The interval is `(lower, upper]`. */
  readonly lower: number;
  readonly upper: number;
  /** Examples in it. */
  readonly count: number;
  /** Share of them that were predicted rightly. */
  readonly accuracy: number;
  /** Mean of their largest probabilities. */
  readonly confidence: number;
}

/** Probabilities in single precision add up to 1 within this. */
const tolerance = 1e-3;

/**
 * The bins of a reliability diagram: examples by the probability of the class predicted, with the share that is right
 * beside it. For a calibrated classifier the two are equal. Bins without an example are left out.
 * Source: Guo, Pleiss, Sun and Weinberger 2017, "On calibration of modern neural networks", section 2.
 *
 * @param probabilities `[examples, classes]`, rows that add up to 1
 * @param labels `[examples]`, in `0 … classes - 1`
 * @throws {ShapeError} when probabilities are not of two classes or more, or there is not one label for each row.
 * @throws {DataError} when a row is no distribution, or a label no class.
 * @throws {OptionError} when `bins` is not a positive integer.
 */
export function reliability(
  probabilities: Rows,
  labels: ArrayLike<number>,
  { bins = 15 }: CalibrationOptions = {},
): ReliabilityBin[] {
  checkInteger('bins', bins);
  const classes = checkDistributions(probabilities);
  checkLabels('labels', labels);
  checkOneEach('labels', labels, probabilities.shape[0]!);
  const predicted = largestOfEachRow(probabilities);
  const [counts, right, confidences] = [0, 1, 2].map(() => new Float64Array(bins)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    if (label < 0 || label >= classes) {
      throw new DataError(`the label of example ${i} is ${label}: give one of 0 to ${classes - 1}`);
    }
    const confidence = probabilities.values[i * classes + predicted[i]!]!;
    const bin = binOf(confidence, bins);
    counts[bin]! += 1;
    confidences[bin]! += confidence;
    if (predicted[i] === label) right[bin]! += 1;
  }
  return Array.from(counts, (count, bin) => ({
    lower: bin / bins,
    upper: (bin + 1) / bins,
    count,
    accuracy: right[bin]! / count,
    confidence: confidences[bin]! / count,
  })).filter(({ count }) => count > 0);
}

/** Checks that each row is a distribution, and returns the number of classes. */
function checkDistributions(probabilities: Rows): number {
  const { values, shape } = probabilities;
  if (shape.length !== 2 || shape[1]! < 2) {
    throw new ShapeError(
      `probabilities have shape ${formatShape(shape)}, expected [examples, classes] with two classes or more`,
    );
  }
  const { count, width } = checkRows('probabilities', probabilities);
  for (let i = 0; i < count; i++) {
    const row = values.subarray(i * width, (i + 1) * width);
    const sum = row.reduce((total, value) => total + value, 0);
    if (Math.abs(sum - 1) > tolerance || row.some((value) => value < 0)) {
      throw new DataError(
        `the probabilities of example ${i} are no distribution (sum ${sum}, smallest ${Math.min(...row)}): ` +
          'give those of a softmax, not logits',
      );
    }
  }
  return width;
}

/** Of `(bin / bins, (bin + 1) / bins]`, with edges in single precision as probabilities are. */
function binOf(confidence: number, bins: number): number {
  const bin = Math.min(bins, Math.max(1, Math.ceil(confidence * bins))) - 1;
  return bin > 0 && confidence <= Math.fround(bin / bins) ? bin - 1 : bin;
}
