import type { Rows } from '@autoencoders/data';

/** Rows of arrays. */
export function rowsFrom(rows: readonly (readonly number[])[]): Rows {
  return { values: Float32Array.from(rows.flat()), shape: [rows.length, rows[0]?.length ?? 0] };
}
