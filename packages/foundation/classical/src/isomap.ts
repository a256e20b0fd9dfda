import type { Rows } from '@autoencoders/data';
import { DataError } from '@autoencoders/errors';
import { checkNeighbors } from './check-neighbors.js';
import { checkPairwise } from './pairwise-limit.js';
import type { Reduction } from './reduction.js';
import { arraysOf, rowsOf, tableOf } from './table.js';

/** Options of {@link isomap}. */
export interface IsomapOptions {
  /** How many dimensions to keep. */
  readonly dimensions: number;
  /** How many neighbors of each row are its neighbors in the graph. Default 15. */
  readonly neighbors?: number;
}

type Druid = typeof import('@saehrimnir/druidjs');
type DruidMatrix = InstanceType<Druid['Matrix']>;

/** Of the iterations that find the leading eigenvectors. */
const eigenIterations = 1000;

/**
 * ISOMAP: distances along the graph of nearest neighbors, laid out by classical scaling, `z_k = √λ_k v_k` with the
 * leading eigenvectors of `-½ H D² H`. There is no transform of other rows. By druidjs, which gives unit eigenvectors:
 * they are scaled here. Memory grows with the square of the rows.
 * Source: Tenenbaum, de Silva and Langford 2000, "A global geometric framework for nonlinear dimensionality
 * reduction", table 1.
 *
 * @param rows `[batch, ...shape]`; each row is flattened
 * @throws {OptionError} when an option is no positive integer, or there are not more rows than neighbors.
 * @throws {DataError} when there are no rows or more than 10,000, a value is not finite, or the graph falls into parts.
 * @throws {ShapeError} when the shape does not fit the values.
 */
export async function isomap(rows: Rows, { dimensions, neighbors = 15 }: IsomapOptions): Promise<Reduction> {
  const table = tableOf('rows', rows);
  checkNeighbors(dimensions, neighbors, table);
  checkPairwise('isomap', table);
  const druid = await import('@saehrimnir/druidjs');
  const points = arraysOf(table);
  const seed = 0;
  const parts = partsOf(druid, points, neighbors, seed);
  if (parts > 1) {
    throw new DataError(
      `the graph of ${neighbors} neighbors falls into ${parts} parts, between which there is no distance: raise neighbors`,
    );
  }
  const watched = watchedQr(druid, dimensions);
  const vectors = new druid.ISOMAP(points, {
    d: dimensions,
    neighbors,
    seed,
    eig_args: { seed, max_iterations: eigenIterations, qr: watched.qr },
  }).transform();
  // Threads that it may have started in Node would stay, each with a copy of the distances.
  druid.terminate_pool();
  const values = watched.eigenvalues();
  const codes = vectors.map((row) => row.map((value, k) => value * Math.sqrt(Math.max(values[k]!, 0))));
  return { method: 'isomap', embedding: rowsOf(codes, dimensions) };
}

/**
 * The decomposition that the library's power iteration takes at each step, Q R of A times the Q before. From its
 * arguments follow the eigenvalues, `q · A q`, which the library keeps to itself. Columns are made orthogonal twice,
 * since of a column that hardly stands out from those before the first time leaves rounding, and one that is zero
 * stays zero, in place of 0 / 0.
 */
function watchedQr(druid: Druid, dimensions: number) {
  const values = new Float64Array(dimensions);
  let before: DruidMatrix | undefined;
  const orthogonal = (matrix: DruidMatrix) => {
    const { Q, R } = druid.qr(matrix);
    for (let k = 0; k < dimensions; k++) {
      if (Q.col(k).every(Number.isFinite)) continue;
      for (let i = 0; i < Q.shape[0]!; i++) Q.set_entry(i, k, 0);
    }
    return { Q, R };
  };
  const qr = (product: DruidMatrix) => {
    for (let k = 0; k < dimensions; k++) {
      const column = product.col(k);
      values[k] = before?.col(k).reduce((sum, value, i) => sum + value * column[i]!, 0) ?? 0;
    }
    const { Q, R } = orthogonal(product);
    before = orthogonal(Q).Q;
    return { Q: before, R };
  };
  return { qr, eigenvalues: () => values };
}

/** Into how many parts the graph of nearest neighbors falls. */
function partsOf(druid: Druid, points: number[][], neighbors: number, seed: number): number {
  const tree = new druid.KDTree(points, { metric: druid.euclidean, seed });
  const parents = Int32Array.from(points, (_, i) => i);
  const root = (of: number): number => {
    let i = of;
    while (parents[i] !== i) {
      parents[i] = parents[parents[i]!]!;
      i = parents[i]!;
    }
    return i;
  };
  for (let i = 0; i < points.length; i++) {
    for (const { index } of tree.search_by_index(i, neighbors)) parents[root(index)] = root(i);
  }
  return parents.filter((parent, i) => parent === i).length;
}
