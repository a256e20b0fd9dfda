import type { Rows } from '@autoencoders/data';
import { checkChoice, checkInteger, checkNumber } from '@autoencoders/errors';
import type { UMAP } from 'umap-js';
import { checkNeighbors } from './check-neighbors.js';
import { exactSearch, type Search } from './exact-search.js';
import { pca } from './pca.js';
import type { Reduction, TransformingReduction } from './reduction.js';
import { seededRandom } from './seeded-random.js';
import { arraysOf, rowsOf, type Table, tableOf } from './table.js';
import { steps, type WorkOptions } from './work.js';

/** Where a layout can start. */
export const umapStarts = ['pca', 'random'] as const;

/** Options of {@link umap}. */
export interface UmapOptions extends WorkOptions {
  /** How many dimensions to keep. */
  readonly dimensions: number;
  /** How many neighbors of each row count, itself among them. Default 15. */
  readonly neighbors?: number;
  /** How close rows may lie in the embedding. Default 0.1. */
  readonly minimumDistance?: number;
  /**
   * Where the layout starts: at the principal components, which keeps what is far apart far apart, or at random, which
   * lets groups come apart that lie within one another, and tears groups where neighbors are few. Default `'pca'`.
   */
  readonly start?: (typeof umapStarts)[number];
  /** Default 0. */
  readonly seed?: number;
  /**
   * Rounded up to a multiple of three, since the transform takes a third. Default that of the library: 500 up to 2,500
   * rows, down to 200 above 7,500.
   */
  readonly epochs?: number;
}

/**
 * UMAP: a layout whose fuzzy graph of neighbors is like that of the rows, by stochastic gradient descent on their cross
 * entropy. By umap-js, with seeded draws. Before the first epoch it looks for neighbors, which
 * cannot be stopped. `transform` places other rows among those fitted to; each call draws anew from the seed, so that
 * equal rows in equal company get equal codes.
 * Source: McInnes, Healy and Melville 2018, "UMAP: uniform manifold approximation and projection", algorithm 1.
 *
 * @param rows `[batch, ...shape]`; each row is flattened
 * @throws {OptionError} when an option is out of its range, or there are not more rows than neighbors.
 * @throws {DataError} when there are no rows, or a value is not finite.
 * @throws {ShapeError} when the shape does not fit the values.
 */
export async function umap(
  rows: Rows,
  {
    dimensions,
    neighbors = 15,
    minimumDistance = 0.1,
    start = 'pca',
    seed = 0,
    epochs,
    signal,
    onProgress,
  }: UmapOptions,
): Promise<TransformingReduction> {
  const table = tableOf('rows', rows);
  checkNeighbors(dimensions, neighbors, table);
  // The curve that it is turned into is fitted over distances up to 3.
  checkNumber('minimumDistance', minimumDistance, 0, 1);
  checkChoice('start', start, umapStarts);
  checkInteger('seed', seed, 0);
  if (epochs !== undefined) checkInteger('epochs', epochs);
  signal?.throwIfAborted();

  const { UMAP } = await import('umap-js');
  let draw = seededRandom(seed);
  const model = new UMAP({
    nComponents: dimensions,
    nNeighbors: neighbors,
    minDist: minimumDistance,
    random: () => draw(),
    ...(epochs === undefined ? {} : { nEpochs: 3 * Math.ceil(epochs / 3) }),
  });
  const total = model.initializeFit(arraysOf(table));
  // The library's own search for the neighbors of other rows stops at its random start (`smallestFlagged` of 1.4.0).
  (model as unknown as { search: Search }).search = exactSearch(table);
  if (start === 'pca') {
    const dimensionsOfStart = Math.min(dimensions, table.width, table.count);
    startFrom(await pca(rows, { dimensions: dimensionsOfStart }), model.getEmbedding());
  }
  await steps(total, () => model.step(), { signal, onProgress });

  return {
    method: 'umap',
    embedding: rowsOf(model.getEmbedding(), dimensions),
    transform: (others) => {
      const added = tableOf('rows', others, table.width);
      draw = seededRandom(seed, 1);
      return rowsOf(place(model, added, table), dimensions);
    },
  };
}

/** How far from the middle the layout starts. */
const radius = 10;

/**
 * Puts the layout's points at the principal components, and the draws of the library aside: they are kept, small, so
 * that no two points are the same. The largest coordinate is `radius`, as Python's UMAP has it.
 */
function startFrom({ embedding: { values, shape } }: Reduction, layout: number[][]): void {
  const width = shape[1]!;
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (largest === 0) return;
  for (const [row, point] of layout.entries()) {
    for (let k = 0; k < point.length; k++) {
      const component = k < width ? (radius * values[row * width + k]!) / largest : 0;
      point[k] = component + 1e-4 * point[k]!;
    }
  }
}

/** Places other rows. As many as were fitted to go in two parts: the library would take them for those, and move them. */
function place(model: UMAP, added: Table, fitted: Table): number[][] {
  const points = arraysOf(added);
  if (added.count !== fitted.count) return model.transform(points);
  const half = Math.ceil(points.length / 2);
  return [...model.transform(points.slice(0, half)), ...model.transform(points.slice(half))];
}
