import type { Rows } from '@autoencoders/core';
import { checkShape } from '@autoencoders/errors';

/**
 * The mean of `(x - x̂)²` over all values, added up in double precision.
 *
 * @throws {ShapeError} when the shapes differ.
 */
export function meanSquaredDifference(rows: Rows, reconstruction: Rows): number {
  checkShape('the reconstruction', reconstruction.shape, rows.shape);
  const { values } = rows;
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += (values[at]! - reconstruction.values[at]!) ** 2;
  return sum / values.length;
}
