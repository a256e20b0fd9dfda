import { DataError, formatShape, ShapeError } from '@autoencoders/errors';
import { groupsOf } from '../labels.js';

/** Which value each factor of variation has in each example. */
export interface FactorRows {
  /** Any integers, `[examples, factors]`, row by row. */
  readonly values: ArrayLike<number>;
  /** `[examples, factors]` */
  readonly shape: readonly number[];
}

/** One factor: examples by its value. */
export interface Factor {
  /** How many values occur. */
  readonly count: number;
  /** The value of each example, from 0. */
  readonly places: Int32Array;
}

/**
 * The factors, one by one.
 *
 * @throws {ShapeError} when values and shape do not agree, or there is not one row for each example.
 * @throws {DataError} naming the first value that is no integer, or the first factor that does not vary.
 */
export function factorsOf({ values, shape }: FactorRows, examples: number): Factor[] {
  const [rows, width] = shape as [number, number];
  if (shape.length !== 2 || values.length !== rows * width || width === 0) {
    const given = `${values.length} values in the shape ${formatShape(shape)}`;
    throw new ShapeError(`factors: ${given}: give [examples, factors]`);
  }
  if (rows !== examples) {
    throw new ShapeError(`there are ${rows} rows of factors for ${examples} examples: give one for each`);
  }
  return Array.from({ length: width }, (_, factor) => {
    const column = Float64Array.from({ length: rows }, (_, row) => values[row * width + factor]!);
    const groups = groupsOf(`values of factor ${factor}`, column);
    if (groups.values.length < 2) {
      throw new DataError(`factor ${factor} is ${groups.values[0]} in every example: leave it out`);
    }
    return { count: groups.values.length, places: groups.places };
  });
}
