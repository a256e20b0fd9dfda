import type { Rows } from '@autoencoders/data';
import { DataError, formatShape, ShapeError } from '@autoencoders/errors';

/**
 * Checks rows, and says how many there are and how many values each has.
 *
 * @throws {ShapeError} when values and shape do not agree.
 * @throws {DataError} without values, or naming the first that is not finite.
 */
export function checkRows(what: string, { values, shape }: Rows): { count: number; width: number } {
  const count = shape[0] ?? 0;
  const width = shape.slice(1).reduce((size, length) => size * length, 1);
  if (values.length !== count * width) {
    throw new ShapeError(`${what}: ${values.length} values do not fill the shape ${formatShape(shape)}`);
  }
  if (values.length === 0) {
    throw new DataError(`${what}: there are no values in the shape ${formatShape(shape)}, give some rows`);
  }
  const wrong = values.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) {
    const place = `row ${Math.floor(wrong / width)}, value ${wrong % width}`;
    throw new DataError(`${what}: ${values[wrong]} at ${place}, give finite values`);
  }
  return { count, width };
}
