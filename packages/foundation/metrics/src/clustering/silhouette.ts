import type { Rows } from '@autoencoders/data';
import { DataError } from '@autoencoders/errors';
import { anchorsOf, type SampleOptions } from '../distances/anchors.js';
import { visitBlocksSync } from '../distances/blocks.js';
import { type DistanceTable, distanceTable } from '../distances/distance-table.js';
import { checkOneEach, type Groups, groupsOf } from '../labels.js';

/** Options of {@link silhouette}. */
export interface SilhouetteOptions extends SampleOptions {
  /** Above this many rows, a random sample of so many is averaged over, each against all rows. Default 10,000. */
  readonly sample?: number | undefined;
  /** Rows compared with all others at a time. By default as many as take 16 MiB, at most 256. */
  readonly blockSize?: number | undefined;
}

/** A square below this share of `|a|² + |b|²` is computed anew: its root would be off by a thousandth or more. */
const close = 1e-3;

/**
 * The mean silhouette of rows in clusters:
 *
 * `s(i) = (b(i) - a(i)) / max(a(i), b(i))`,
 *
 * with `a(i)` the mean Euclidean distance of row `i` from the others of its cluster, and `b(i)` the smallest mean
 * distance from the rows of another cluster. A row alone in its cluster has 0. In `[-1, 1]`: near 1 for compact clusters
 * far apart, about 0 where they touch. Computed in blocks on the engine in use, at once; the full matrix of distances
 * is never there.
 * Source: Rousseeuw 1987, "Silhouettes: a graphical aid to the interpretation and validation of cluster analysis".
 *
 * @param rows `[examples, ...shape]`
 * @param clusters `[examples]`, integers
 * @throws {DataError} for a single cluster, for as many clusters as rows, or when values are not finite.
 * @throws {ShapeError} when rows do not fill their shape, or there is not one cluster for each.
 * @throws {OptionError} when `sample` or `blockSize` is not a positive integer, or `seed` no integer of at least 0.
 */
export function silhouette(
  rows: Rows,
  clusters: ArrayLike<number>,
  { sample = 10_000, seed = 0, blockSize }: SilhouetteOptions = {},
): number {
  const groups = groupsOf('clusters', clusters);
  checkOneEach('clusters', clusters, rows.shape[0] ?? 0);
  checkClusters(groups.values.length, clusters.length);
  const anchors = anchorsOf(clusters.length, sample, seed);
  const table = distanceTable('rows', rows);
  try {
    let sum = 0;
    visitBlocksSync(table, anchors, blockSize, (row, _position, distances) => {
      sum += silhouetteOf(row, distancesByCluster(table, groups, row, distances), groups);
    });
    return sum / anchors.length;
  } finally {
    table.dispose();
  }
}

function checkClusters(clusters: number, rows: number): void {
  const advice = 'the silhouette compares clusters of which some have two rows or more';
  if (clusters < 2) throw new DataError(`all ${rows} rows are in one cluster: ${advice}, give at least 2`);
  if (clusters >= rows) throw new DataError(`there are ${clusters} clusters of ${rows} rows: ${advice}`);
}

/** The sum of distances of one row from those of each cluster. */
function distancesByCluster(
  { exact, pointNorms, queryNorms }: DistanceTable,
  { values, places }: Groups,
  row: number,
  distances: Float32Array,
): Float64Array {
  const sums = new Float64Array(values.length);
  const norm = queryNorms[row]!;
  for (let j = 0; j < distances.length; j++) {
    if (j === row) continue;
    const square = distances[j]! + norm;
    const trusted = square >= close * (norm + pointNorms[j]!);
    sums[places[j]!]! += Math.sqrt(trusted ? square : exact(row, j));
  }
  return sums;
}

function silhouetteOf(row: number, sums: Float64Array, { places, sizes }: Groups): number {
  const own = places[row]!;
  if (sizes[own] === 1) return 0;
  const within = sums[own]! / (sizes[own]! - 1);
  let other = Number.POSITIVE_INFINITY;
  sums.forEach((sum, cluster) => {
    if (cluster !== own) other = Math.min(other, sum / sizes[cluster]!);
  });
  const larger = Math.max(within, other);
  // Where all of them are in one place.
  return larger === 0 ? 0 : (other - within) / larger;
}
