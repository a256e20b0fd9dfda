import type { Rows } from '@autoencoders/data';
import { type RankOptions, rankPreservation } from './rank-preservation.js';

/**
 * How far neighbours in an embedding are neighbours in the data:
 *
 * `T(k) = 1 - 2 / (n k (2n - 3k - 1)) Σ_i Σ_{j ∈ U_k(i)} max(0, r(i, j) - k)`,
 *
 * with `U_k(i)` the `k` nearest points of `i` in the embedding, and `r(i, j)` the rank of `j` by distance from `i` in
 * the data, 1 for the nearest; points equally far share the lowest rank. At most 1, when no point has come near that
 * was not. Ranks are counted in blocks; the full matrix of distances is never there.
 * Source: Venna and Kaski 2001, "Neighborhood preservation in nonlinear projection methods".
 *
 * @param rows `[points, ...shape]`, the data
 * @param embedding `[points, ...shape]`, its codes or coordinates
 * @throws {OptionError} when `neighbors` is not a positive integer below half of the points, `sample` or `blockSize` not
 *   a positive integer, or `seed` no integer of at least 0.
 * @throws {ShapeError} when rows do not fill their shape, or the two differ in number.
 * @throws {DataError} without points, or when a value is not finite.
 */
export function trustworthiness(rows: Rows, embedding: Rows, options: RankOptions = {}): Promise<number> {
  return rankPreservation({ name: 'the embedding', rows: embedding }, { name: 'the data', rows }, options);
}
