import { DataError, ShapeError } from '@autoencoders/errors';

/**
 * Labels as integers, one for each example.
 *
 * @throws {ShapeError} when there is another number of them.
 * @throws {DataError} naming the first that is not an integer of 32 bits.
 */
export function classLabels(labels: ArrayLike<number>, examples: number): Int32Array {
  if (labels.length !== examples) {
    throw new ShapeError(`there are ${examples} examples and ${labels.length} labels: give one for each`);
  }
  return Int32Array.from(labels, (label, index) => {
    if ((label | 0) !== label) {
      throw new DataError(`the label of example ${index} is ${label}: give the number of a class`);
    }
    return label;
  });
}
