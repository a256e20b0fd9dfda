import { pca } from '@autoencoders/classical';
import type { Rows } from '@autoencoders/data';

/** Points that can be drawn, and what they are. */
export interface Plane {
  /** `[count, 2]` */
  readonly points: Rows;
  readonly what: string;
}

/**
 * Rows of any width in the plane: two dimensions as they are, one spread along the other axis, more along their first
 * two principal components; nothing of a single row.
 */
export async function inThePlane(rows: Rows, what: string): Promise<Plane | undefined> {
  const count = rows.shape[0]!;
  const width = rows.values.length / count;
  if (count < 2) return undefined;
  if (width === 2) return { points: { values: rows.values, shape: [count, 2] }, what };
  if (width === 1) {
    const values = Float32Array.from({ length: 2 * count }, (_, at) =>
      at % 2 === 0 ? rows.values[at / 2]! : (((at - 1) / 2) * 0.618_034) % 1,
    );
    return { points: { values, shape: [count, 2] }, what: `${what} along x, spread along y` };
  }
  const flat = { values: rows.values, shape: [count, width] };
  const { embedding } = await pca(flat, { dimensions: 2 });
  return { points: embedding, what: `the first two principal components of ${what}` };
}
