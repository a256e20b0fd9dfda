import type { Rows } from '@autoencoders/data';
import { checkChoice, checkInteger, DataError } from '@autoencoders/errors';
import { checkRows } from '../check-rows.js';
import { anchorsOf, type SampleOptions } from '../distances/anchors.js';
import type { BlockOptions } from '../distances/blocks.js';
import { distanceTable } from '../distances/distance-table.js';
import { neighborsOf } from '../distances/neighbors.js';
import { distinctRows } from './distinct-rows.js';
import { maximumLikelihoodDimension } from './maximum-likelihood-dimension.js';
import { twoNearestNeighborsDimension } from './two-nn.js';

/** The estimators of {@link intrinsicDimension}. */
export const intrinsicDimensionMethods = ['two-nn', 'maximum-likelihood'] as const;

/** Options of {@link intrinsicDimension}. */
export interface IntrinsicDimensionOptions extends BlockOptions, SampleOptions {
  /** Default `'two-nn'`. */
  readonly method?: (typeof intrinsicDimensionMethods)[number] | undefined;
  /** Neighbours of each point, for maximum likelihood. Default 20. */
  readonly neighbors?: number | undefined;
  /** Above this many rows, the neighbours of a random sample of so many among all rows are used. Default 10,000. */
  readonly sample?: number | undefined;
}

/**
 * The number of dimensions that rows fill, of the manifold on which they lie:
 *
 * - `'two-nn'`, by the ratio `μ = r2 / r1` of the distances of each point's two nearest neighbours: the slope through the
 *   origin of `-log(1 - F(μ))` over `log μ`, the largest tenth of `μ` left out. Needs little data to be locally even;
 *   noise at the scale of the nearest neighbours counts as dimensions, and rows as even as a grid give far too many.
 *   Source: Facco, d'Errico, Rodriguez and Laio 2017, "Estimating the intrinsic dimension of datasets by a minimal
 *   neighborhood information".
 * - `'maximum-likelihood'`, by the distances `T_j` of `k` neighbours: `d = (mean of log(T_k / T_j), j < k)^-1`, the mean
 *   over points and neighbours. Less noise, and above about ten dimensions an estimate that is too low.
 *   Source: Levina and Bickel 2004, "Maximum likelihood estimation of intrinsic dimension"; averaged over points
 *   as MacKay and Ghahramani 2005, "Comments on …", propose: the inverses, not the estimates.
 *
 * A row that repeats another is left out, for a distance of 0 fits no dimension.
 *
 * @param rows `[points, ...shape]`
 * @returns a number above 0, not rounded
 * @throws {DataError} when values are not finite, or there are too few distinct rows.
 * @throws {ShapeError} when rows do not fill their shape.
 * @throws {OptionError} when `method` is unknown, `neighbors` no integer of at least 2, `sample` none of at least 2, `blockSize` not a
 *   positive integer, or `seed` no integer of at least 0.
 * @throws {NumericalError} when the neighbours of every point are equally far.
 */
export async function intrinsicDimension(
  rows: Rows,
  {
    method = 'two-nn',
    neighbors = 20,
    sample = 10_000,
    seed = 0,
    ...options
  }: IntrinsicDimensionOptions = {},
): Promise<number> {
  checkChoice('method', method, intrinsicDimensionMethods);
  checkInteger('neighbors', neighbors, 2);
  checkInteger('sample', sample, 2);
  const k = method === 'two-nn' ? 2 : neighbors;
  const { count, width } = checkRows('rows', rows);
  const distinct = distinctRows(rows, width);
  const left = distinct.shape[0]!;
  if (left < k + 1) {
    throw new DataError(
      `there are ${left} distinct rows of ${count}: ${k} neighbours of each need ${k + 1} or more`,
    );
  }
  const anchors = anchorsOf(left, sample, seed);
  const table = distanceTable('rows', distinct);
  try {
    const { squares } = await neighborsOf(table, anchors, k, options);
    return method === 'two-nn'
      ? twoNearestNeighborsDimension(squares)
      : maximumLikelihoodDimension(squares, k);
  } finally {
    table.dispose();
  }
}
