import { checkInteger, DataError } from '@autoencoders/errors';
import { checkLabels } from './labels.js';

/**
 * Weights under which each class counts the same in all: `n / (classes · n_c)` for the `n_c` of `n` examples in class
 * `c`, whose mean over the examples is 1. Examples without a label (-1) do not count.
 * Source: King and Zeng 2001, "Logistic regression in rare events data", as in scikit-learn's `'balanced'`.
 *
 * @param labels 0 to `classes - 1`, or -1, one for each example
 * @returns `[classes]`
 * @throws {OptionError} for fewer than two classes.
 * @throws {DataError} for a label that is out of range, or a class without examples.
 */
export function balancedClassWeights(labels: ArrayLike<number>, classes: number): number[] {
  checkInteger('classes', classes, 2);
  checkLabels(labels, classes, 'unlabelled too');
  const counts = new Array<number>(classes).fill(0);
  for (let row = 0; row < labels.length; row++) {
    if (labels[row] !== -1) counts[labels[row]!]! += 1;
  }
  const empty = counts.indexOf(0);
  if (empty >= 0) {
    throw new DataError(
      `class ${empty} has no examples among ${labels.length}: give some, or set the weights yourself`,
    );
  }
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => total / (classes * count));
}
