import type { Rows } from '@autoencoders/data';

/** What each dimension is shifted and scaled by: `(z - shift) / scale`; `[width]` each. */
export interface Standardization {
  readonly shift: Rows;
  readonly scale: Rows;
}

/**
 * Mean and standard deviation (of all rows, dividing by their number) of each column; a constant column has scale 1,
 * so that it becomes 0.
 *
 * @param rows `[examples, width]`
 */
export function standardizationOf({ values, shape }: Rows): Standardization {
  const [examples, width] = shape as [number, number];
  const means = new Float64Array(width);
  const squares = new Float64Array(width);
  for (let index = 0; index < values.length; index++) means[index % width]! += values[index]! / examples;
  for (let index = 0; index < values.length; index++) {
    squares[index % width]! += (values[index]! - means[index % width]!) ** 2 / examples;
  }
  // What the rounding of a constant column leaves is no spread.
  const scale = squares.map((square, column) => {
    const deviation = Math.sqrt(square);
    return deviation > 1e-6 * Math.abs(means[column]!) ? deviation : 1;
  });
  return {
    shift: { values: Float32Array.from(means), shape: [width] },
    scale: { values: Float32Array.from(scale), shape: [width] },
  };
}

/** `(z - shift) / scale` of each row; the rows themselves where there is nothing to do. */
export function standardized(rows: Rows, by: Standardization | undefined): Rows {
  if (!by) return rows;
  const width = rows.shape[1]!;
  const { shift, scale } = by;
  return {
    values: rows.values.map((z, i) => (z - shift.values[i % width]!) / scale.values[i % width]!),
    shape: rows.shape,
  };
}

/** `z · scale + shift` of each row: {@link standardized} undone. */
export function unstandardized(rows: Rows, by: Standardization | undefined): Rows {
  if (!by) return rows;
  const width = rows.shape[1]!;
  const { shift, scale } = by;
  return {
    values: rows.values.map((z, i) => z * scale.values[i % width]! + shift.values[i % width]!),
    shape: rows.shape,
  };
}
