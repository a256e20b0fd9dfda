import type { Rows } from '@autoencoders/data';
import { checkInteger, OptionError } from '@autoencoders/errors';
import type { BlockOptions } from '../distances/blocks.js';
import { distanceTable } from '../distances/distance-table.js';
import { neighborsOf } from '../distances/neighbors.js';

/** Options of {@link nearestNeighbors}. */
export interface NearestNeighborsOptions extends BlockOptions {
  /** `[queries, ...shape]`, rows whose neighbours are asked for; by default those of each row among the others. */
  readonly queries?: Rows | undefined;
}

/** What {@link nearestNeighbors} gives. */
export interface NearestNeighbors {
  /** `[queries, k]`, nearest first; those equally far in the order of the rows. */
  readonly indices: Int32Array;
  /** `[queries, k]`, Euclidean distances. */
  readonly distances: Float32Array;
}

/**
 * The `k` nearest rows of each query by Euclidean distance, exactly. A block of queries is compared with all rows by a
 * product of matrices on the engine in use, so memory grows with the rows and never with their square; where single
 * precision leaves a choice in question, double precision on the host makes it.
 *
 * @param rows `[examples, ...shape]`
 * @throws {OptionError} when `k` is not a positive integer, or there are fewer rows to choose from.
 * @throws {ShapeError} when rows do not fill their shape, or queries have another width.
 * @throws {DataError} without rows, or when a value is not finite.
 */
export async function nearestNeighbors(
  rows: Rows,
  k: number,
  { queries, ...options }: NearestNeighborsOptions = {},
): Promise<NearestNeighbors> {
  checkInteger('k', k);
  const table = distanceTable('rows', rows, queries);
  try {
    const most = table.own ? table.count - 1 : table.count;
    if (k > most) throw new OptionError(`k is ${k}: there are ${most} rows to choose from, ask for fewer`);
    const which = Int32Array.from({ length: table.queries }, (_, query) => query);
    const { indices, squares } = await neighborsOf(table, which, k, options);
    return { indices, distances: Float32Array.from(squares, (square) => Math.sqrt(square) / table.scale) };
  } finally {
    table.dispose();
  }
}
