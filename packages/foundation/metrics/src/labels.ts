import { DataError, ShapeError } from '@autoencoders/errors';

/** Examples by the group they are in. */
export interface Groups {
  /** The labels that occur, ascending. */
  readonly values: readonly number[];
  /** The group of each example, as a place in `values`. */
  readonly places: Int32Array;
  /** Examples of each group. */
  readonly sizes: Int32Array;
}

/**
 * Groups examples by their labels, which may be any integers.
 *
 * @throws {DataError} without labels, or naming the first that is no integer.
 */
export function groupsOf(what: string, labels: ArrayLike<number>): Groups {
  checkLabels(what, labels);
  const values = [...new Set(Array.from(labels))].sort((a, b) => a - b);
  const placeOf = new Map(values.map((value, place) => [value, place]));
  const places = Int32Array.from(labels, (label) => placeOf.get(label)!);
  const sizes = new Int32Array(values.length);
  for (const place of places) sizes[place]! += 1;
  return { values, places, sizes };
}

/**
 * Checks that there are labels, and that they are integers.
 *
 * @throws {DataError} without labels, or naming the first that is no integer.
 */
export function checkLabels(what: string, labels: ArrayLike<number>): void {
  if (labels.length === 0) throw new DataError(`there are no ${what}: give one for each example`);
  for (let i = 0; i < labels.length; i++) {
    if (!Number.isInteger(labels[i])) {
      throw new DataError(`${what} hold ${labels[i]} at example ${i}: give integers`);
    }
  }
}

/**
 * Checks that there is one for each example.
 *
 * @throws {ShapeError} naming both counts.
 */
export function checkOneEach(what: string, labels: ArrayLike<number>, examples: number): void {
  if (labels.length !== examples) {
    throw new ShapeError(`there are ${labels.length} ${what} for ${examples} examples: give one for each`);
  }
}
