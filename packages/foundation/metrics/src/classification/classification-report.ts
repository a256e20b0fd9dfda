import { checkShape, DataError } from '@autoencoders/errors';
import type { ConfusionMatrix } from './confusion-matrix.js';

/** Precision, recall and their harmonic mean. */
export interface ClassScores {
  /** Share of those predicted to be of the class that are. */
  readonly precision: number;
  /** Share of those of the class that were predicted to be. */
  readonly recall: number;
  /** `2 · precision · recall / (precision + recall)`. */
  readonly f1: number;
}

/** What {@link classificationReport} gives. */
export interface ClassificationReport {
  /** Of each class, in the order of the matrix; `support` is the number of its examples. */
  readonly perClass: readonly (ClassScores & { readonly class: number; readonly support: number })[];
  /** Share of all examples that were predicted rightly. */
  readonly accuracy: number;
  /** Means over classes, each counted alike. */
  readonly macro: ClassScores;
}

/**
 * Precision, recall and F1 of each class, their means, and the accuracy:
 *
 * `precision = TP / (TP + FP)`, `recall = TP / (TP + FN)`, `F1 = 2 TP / (2 TP + FP + FN)`.
 *
 * All in `[0, 1]`; 0 where nothing was predicted, or nothing is, of a class (and 0 over 0 would be due).
 *
 * @throws {ShapeError} when the counts are not those of `[classes, classes]`.
 * @throws {DataError} when the matrix holds no example.
 */
export function classificationReport({ classes, counts }: ConfusionMatrix): ClassificationReport {
  const k = classes.length;
  checkShape('the counts of the confusion matrix', [counts.length], [k * k]);
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) throw new DataError('the confusion matrix holds no example: give some');
  const actual = new Float64Array(k);
  const predicted = new Float64Array(k);
  counts.forEach((count, at) => {
    actual[Math.floor(at / k)]! += count;
    predicted[at % k]! += count;
  });
  const perClass = classes.map((value, i) => {
    const right = counts[i * k + i]!;
    return {
      class: value,
      precision: share(right, predicted[i]!),
      recall: share(right, actual[i]!),
      f1: share(2 * right, predicted[i]! + actual[i]!),
      support: actual[i]!,
    };
  });
  const mean = (score: keyof ClassScores) => perClass.reduce((sum, scores) => sum + scores[score], 0) / k;
  const right = classes.reduce((sum, _, i) => sum + counts[i * k + i]!, 0);
  return {
    perClass,
    accuracy: right / total,
    macro: { precision: mean('precision'), recall: mean('recall'), f1: mean('f1') },
  };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
