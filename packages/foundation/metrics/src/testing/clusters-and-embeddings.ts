import type { Rows } from '@autoencoders/data';
import reference from './clusters-and-embeddings.reference.json' with { type: 'json' };

/** What scikit-learn has (reference/clusters-and-embeddings.py). */
export const { partitions, classification } = reference;

/** Its scores of the rows, and of the picture of them. */
export const spaces = {
  ...reference.spaces,
  rows: decoded(reference.spaces.rows),
  embedding: decoded(reference.spaces.embedding),
};

/** Single precision in base 64. */
function decoded({ shape, values }: { shape: number[]; values: string }): Rows {
  const bytes = Uint8Array.from(atob(values), (byte) => byte.charCodeAt(0));
  return { shape, values: new Float32Array(bytes.buffer) };
}

/** Rows of numbers as they are given to the functions. */
export function rowsOf(rows: readonly (readonly number[])[]): Rows {
  return { shape: [rows.length, rows[0]?.length ?? 0], values: Float32Array.from(rows.flat()) };
}
