import { type BlockOptions, visitBlocks } from './blocks.js';
import type { DistanceTable } from './distance-table.js';

/** The nearest points of each query, nearest first; those equally far in the order of the points. */
export interface Neighbors {
  /** `[which.length, k]` */
  readonly indices: Int32Array;
  /** `[which.length, k]`, squared distances in the table's unit. */
  readonly squares: Float64Array;
}

/**
 * Finds the `k` nearest points of each of the queries named, exactly: candidates are all that rounding leaves in
 * question, and among them the exact distance decides.
 */
export async function neighborsOf(
  table: DistanceTable,
  which: Int32Array,
  k: number,
  options: BlockOptions,
): Promise<Neighbors> {
  const indices = new Int32Array(which.length * k);
  const squares = new Float64Array(which.length * k);
  const bounds = new Float64Array(k);
  const unused = new Int32Array(k);
  const candidates = new Int32Array(table.count);
  const { count, own, slack, pointNorms, queryNorms } = table;
  await visitBlocks(table, which, options, (query, position, distances) => {
    const self = own ? query : -1;
    // The k-th smallest upper bound so far: no point whose lower bound is above can be among the nearest.
    let worst = Number.POSITIVE_INFINITY;
    bounds.fill(worst);
    const common = 2 * slack * queryNorms[query]!;
    let found = 0;
    for (let j = 0; j < count; j++) {
      const distance = distances[j]!;
      const error = slack * pointNorms[j]!;
      if (distance - error > worst + common || j === self) continue;
      candidates[found++] = j;
      if (distance + error < worst) worst = insert(bounds, unused, distance + error, j);
    }
    const limit = worst + common;
    const nearest = squares.subarray(position * k, (position + 1) * k).fill(Number.POSITIVE_INFINITY);
    const places = indices.subarray(position * k, (position + 1) * k);
    worst = Number.POSITIVE_INFINITY;
    for (let i = 0; i < found; i++) {
      const j = candidates[i]!;
      if (distances[j]! - slack * pointNorms[j]! > limit) continue;
      const square = table.exact(query, j);
      if (square < worst) worst = insert(nearest, places, square, j);
    }
  });
  return { indices, squares };
}

/** Puts a value that is below the last into its place behind equal ones, and returns the last one now. */
function insert(values: Float64Array, places: Int32Array, value: number, place: number): number {
  let at = values.length - 1;
  for (; at > 0 && values[at - 1]! > value; at--) {
    values[at] = values[at - 1]!;
    places[at] = places[at - 1]!;
  }
  values[at] = value;
  places[at] = place;
  return values[values.length - 1]!;
}
