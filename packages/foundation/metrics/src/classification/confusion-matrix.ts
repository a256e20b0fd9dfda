import { checkInteger, DataError, OptionError } from '@autoencoders/errors';
import { checkLabels, checkOneEach, groupsOf } from '../labels.js';

/** How often examples of each class were taken for which. */
export interface ConfusionMatrix {
  /** The classes in the order of rows and columns. */
  readonly classes: number[];
  /** `[classes, classes]`: examples of the row's class that were predicted to be of the column's. */
  readonly counts: Int32Array;
}

/**
 * Counts examples by their class (rows) and the class predicted (columns).
 *
 * @param labels `[examples]`, integers
 * @param predictions `[examples]`, integers
 * @param classes the number of classes `0 … classes - 1`, or the classes themselves in the order wanted; by default
 *   those that occur, ascending
 * @throws {DataError} without examples, when one holds no integer, or naming the first that is none of `classes`.
 * @throws {ShapeError} when there is not one prediction for each label.
 * @throws {OptionError} when `classes` is no positive integer, or names no class or one twice.
 */
export function confusionMatrix(
  labels: ArrayLike<number>,
  predictions: ArrayLike<number>,
  classes?: number | readonly number[],
): ConfusionMatrix {
  checkLabels('labels', labels);
  checkOneEach('predictions', predictions, labels.length);
  checkLabels('predictions', predictions);
  const order = classes === undefined ? occurring(labels, predictions) : classesOf(classes);
  const placeOf = new Map(order.map((value, place) => [value, place]));
  const place = (what: string, value: number, example: number) => {
    const found = placeOf.get(value);
    if (found === undefined) {
      throw new DataError(
        `${what} of example ${example} is ${value}, none of the classes ${order.join(', ')}: add it, or correct the data`,
      );
    }
    return found;
  };
  const counts = new Int32Array(order.length ** 2);
  for (let i = 0; i < labels.length; i++) {
    const row = place('the label', labels[i]!, i);
    counts[row * order.length + place('the prediction', predictions[i]!, i)]! += 1;
  }
  return { classes: order, counts };
}

function occurring(labels: ArrayLike<number>, predictions: ArrayLike<number>): number[] {
  return [...groupsOf('labels', [...Array.from(labels), ...Array.from(predictions)]).values];
}

function classesOf(classes: number | readonly number[]): number[] {
  if (typeof classes === 'number') {
    checkInteger('classes', classes);
    return Array.from({ length: classes }, (_, value) => value);
  }
  if (classes.length === 0 || new Set(classes).size < classes.length) {
    throw new OptionError(`classes are [${classes.join(', ')}]: name at least one, and each once`);
  }
  return [...classes];
}
