import type { Rows } from '@autoencoders/data';
import { checkInteger, OptionError } from '@autoencoders/errors';
import { kMeansStart } from './k-means-start.js';
import { lloyd } from './lloyd.js';
import { nearestCentroid } from './nearest-centroid.js';
import { seededRandom } from './seeded-random.js';
import { squaredDistance } from './squared-distance.js';
import { type Table, tableOf } from './table.js';

/** Options of {@link kMeans}. */
export interface KMeansOptions {
  /** How many clusters. */
  readonly clusters: number;
  /** Seed of the first centroids. Default 0. */
  readonly seed?: number;
  /** From how many first centroids to start; the best end is kept. Default 10. */
  readonly restarts?: number;
  /** How many times the centroids may be moved in one start. Default 300. */
  readonly maximumIterations?: number;
}

/** What {@link kMeans} found. */
export interface KMeans {
  /** `[clusters, width]` */
  readonly centroids: Rows;
  /** `[batch]`: the index of each row's nearest centroid. */
  readonly labels: Int32Array;
  /** `Σ ‖x - c‖²` over all rows, in squared units of the data. */
  readonly inertia: number;
  /** How many times the centroids were moved in the start that was kept. */
  readonly iterations: number;
}

/**
 * Clusters that lower the inertia `Σ_i min_k ‖x_i - c_k‖²`, summed over features and rows, to where no row and no
 * centroid would move: k-means++ and Lloyd's iterations, the best of several starts. A cluster that is left without
 * rows on the way takes the row farthest from its centroid.
 * Source: Lloyd 1982, "Least squares quantization in PCM"; Arthur and Vassilvitskii 2007, "k-means++".
 *
 * @param rows `[batch, ...shape]`; each row is flattened
 * @throws {OptionError} when an option is no positive integer (`seed`: no integer of at least 0), or there are more
 *   clusters than rows.
 * @throws {DataError} when there are no rows, fewer distinct ones than clusters, or a value is not finite.
 * @throws {ShapeError} when the shape does not fit the values.
 */
export function kMeans(
  rows: Rows,
  { clusters, seed = 0, restarts = 10, maximumIterations = 300 }: KMeansOptions,
): KMeans {
  const table = tableOf('rows', rows);
  checkClusters('clusters', clusters, table);
  checkInteger('seed', seed, 0);
  checkInteger('restarts', restarts);
  checkInteger('maximumIterations', maximumIterations);
  let best: KMeans | undefined;
  for (let restart = 0; restart < restarts; restart++) {
    const found = kMeansOnce(table, clusters, seed, restart, maximumIterations);
    if (!best || found.inertia < best.inertia) best = found;
  }
  return best!;
}

/** One start of {@link kMeans}. */
export function kMeansOnce(
  table: Table,
  clusters: number,
  seed: number,
  restart: number,
  maximumIterations = 300,
): KMeans {
  const { values, count, width } = table;
  const moving = kMeansStart(table, clusters, seededRandom(seed, restart));
  const iterations = lloyd(table, moving, maximumIterations);
  // Labels and inertia are those of the centroids as given back, in single precision.
  const centroids = { values: Float32Array.from(moving), shape: [clusters, width] };
  const labels = nearestCentroid({ values, shape: [count, width] }, centroids);
  let inertia = 0;
  for (let row = 0; row < count; row++) {
    inertia += squaredDistance(values, row * width, centroids.values, labels[row]! * width, width);
  }
  return { centroids, labels, inertia, iterations };
}

/** Checks how many groups were asked for. */
export function checkClusters(option: string, clusters: number, { count }: Table): void {
  checkInteger(option, clusters);
  if (clusters > count) {
    throw new OptionError(`${option} is ${clusters}, and there are ${count} rows: ask for at most ${count}`);
  }
}
