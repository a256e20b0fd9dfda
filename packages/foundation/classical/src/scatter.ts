import type { Table } from './table.js';

/** Mean and scatter of some rows. */
export interface Scatter {
  readonly count: number;
  /** `[width]` */
  readonly mean: Float64Array;
  /** `Σ (x - mean)(x - mean)ᵀ`, `[width, width]`. */
  readonly scatter: Float64Array;
}

/**
 * The mean of rows and the scatter about it, in double precision. Rows are shifted by the first of them, so that a
 * large mean costs no digits, a constant column is exactly zero, and what is zero everywhere (the margin of an image)
 * costs no time.
 *
 * @param chosen indices of rows, one at least. Default all.
 */
export function scatterOf({ values, count, width }: Table, chosen?: readonly number[]): Scatter {
  const size = chosen?.length ?? count;
  const first = (chosen?.[0] ?? 0) * width;
  const sums = new Float64Array(width);
  const scatter = new Float64Array(width * width);
  const shifted = new Float64Array(width);
  const columns = new Int32Array(width);
  for (let i = 0; i < size; i++) {
    const from = (chosen ? chosen[i]! : i) * width;
    let filled = 0;
    for (let j = 0; j < width; j++) {
      const value = values[from + j]! - values[first + j]!;
      if (value === 0) continue;
      shifted[filled] = value;
      columns[filled++] = j;
      sums[j]! += value;
    }
    for (let a = 0; a < filled; a++) {
      const value = shifted[a]!;
      const at = columns[a]! * width;
      for (let b = a; b < filled; b++) scatter[at + columns[b]!]! += value * shifted[b]!;
    }
  }
  for (let a = 0; a < width; a++) {
    for (let b = a; b < width; b++) {
      scatter[a * width + b]! -= (sums[a]! * sums[b]!) / size;
      scatter[b * width + a] = scatter[a * width + b]!;
    }
  }
  return { count: size, mean: sums.map((sum, j) => values[first + j]! + sum / size), scatter };
}
