import type { Rows } from '@autoencoders/data';
import type { Table } from './table.js';

/** `(x - mean) · direction` of each row and direction, in double precision: `[count, directions]`. */
export function project(
  { values, count, width }: Table,
  mean: Float64Array,
  directions: readonly Float64Array[],
): Rows {
  const dimensions = directions.length;
  const out = new Float32Array(count * dimensions);
  const centered = new Float64Array(width);
  for (let row = 0; row < count; row++) {
    for (let j = 0; j < width; j++) centered[j] = values[row * width + j]! - mean[j]!;
    for (let k = 0; k < dimensions; k++) {
      const direction = directions[k]!;
      let sum = 0;
      for (let j = 0; j < width; j++) sum += centered[j]! * direction[j]!;
      out[row * dimensions + k] = sum;
    }
  }
  return { values: out, shape: [count, dimensions] };
}
