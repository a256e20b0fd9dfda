import type { Rows } from '@autoencoders/data';
import { DataError, formatShape, ShapeError } from '@autoencoders/errors';

/** Checked rows, flattened to a matrix. */
export interface Table {
  /** One row after another. */
  readonly values: Float32Array;
  readonly count: number;
  readonly width: number;
}

/**
 * Checks rows and counts them; what is behind the first axis is flattened.
 *
 * @param width expected values a row, where there is something to be equal to
 * @throws {ShapeError} when the shape does not fit the values, or `width`.
 * @throws {DataError} when there are no rows, or a value is not finite.
 */
export function tableOf(what: string, { values, shape }: Rows, width?: number): Table {
  const [count = 0, ...rest] = shape;
  const found = rest.reduce((size, length) => size * length, 1);
  if (shape.length === 0 || values.length !== count * found) {
    throw new ShapeError(
      `${what} has ${values.length} values and the shape ${formatShape(shape)}: give as many as the shape says`,
    );
  }
  if (values.length === 0) {
    throw new DataError(`${what} is empty, with the shape ${formatShape(shape)}: give at least one row`);
  }
  if (width !== undefined && found !== width) {
    throw new ShapeError(`${what} has ${found} values a row, expected ${width} as in the rows fitted to`);
  }
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) {
      throw new DataError(
        `${what} has ${values[i]} in row ${Math.floor(i / found)}, column ${i % found}: give finite values only`,
      );
    }
  }
  return { values, count, width: found };
}

/** One array a row, which is what libraries take. */
export function arraysOf({ values, count, width }: Table): number[][] {
  return Array.from({ length: count }, (_, row) =>
    Array.from(values.subarray(row * width, (row + 1) * width)),
  );
}

/** Rows of arrays of equal length. */
export function rowsOf(arrays: readonly ArrayLike<number>[], width: number): Rows {
  const values = new Float32Array(arrays.length * width);
  for (let row = 0; row < arrays.length; row++) values.set(arrays[row]!, row * width);
  return { values, shape: [arrays.length, width] };
}
