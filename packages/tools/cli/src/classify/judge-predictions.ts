import type { Rows } from '@autoencoders/data';
import {
  type ClassificationReport,
  type ConfusionMatrix,
  classificationReport,
  confusionMatrix,
  expectedCalibrationError,
  type ReliabilityBin,
  reliability,
} from '@autoencoders/metrics';
import { classesOf } from '../class-names.js';
import type { Label } from '../load-labelled.js';

/** How predictions meet labels. */
export interface Judged {
  /** Examples with the label of a known class. */
  readonly examples: number;
  /** Examples whose label is none of the classes; they are left out. */
  readonly unknown: number;
  readonly matrix: ConfusionMatrix;
  /** The counts of the matrix, a row each. */
  readonly rows: readonly (readonly number[])[];
  readonly report: ClassificationReport;
  readonly bins: readonly ReliabilityBin[];
  readonly expectedCalibrationError: number;
}

/** Compares predictions with labels, of the examples that have one; nothing where none has. */
export function judgePredictions(
  labels: readonly Label[],
  predictions: Int32Array,
  probabilities: Rows,
  names: readonly string[],
): Judged | undefined {
  const truth = classesOf(labels, names);
  const known = [...truth.keys()].filter((row) => truth[row]! >= 0);
  if (known.length === 0) return undefined;
  const width = names.length;
  const classes = known.map((row) => truth[row]!);
  const own = new Float32Array(known.length * width);
  for (const [to, from] of known.entries()) {
    own.set(probabilities.values.subarray(from * width, (from + 1) * width), to * width);
  }
  const rows: Rows = { values: own, shape: [known.length, width] };
  const matrix = confusionMatrix(
    classes,
    known.map((row) => predictions[row]!),
    width,
  );
  return {
    examples: known.length,
    unknown: labels.filter((label) => label !== undefined).length - known.length,
    matrix,
    rows: names.map((_, row) => [...matrix.counts.subarray(row * width, (row + 1) * width)]),
    report: classificationReport(matrix),
    bins: reliability(rows, classes),
    expectedCalibrationError: expectedCalibrationError(rows, classes),
  };
}
