import type { Rows } from '@autoencoders/data';
import { type RankOptions, rankPreservation } from './rank-preservation.js';

/**
 * How far neighbours in the data are still neighbours in an embedding:
 *
 * `C(k) = 1 - 2 / (n k (2n - 3k - 1)) Σ_i Σ_{j ∈ V_k(i)} max(0, r̂(i, j) - k)`,
 *
 * with `V_k(i)` the `k` nearest points of `i` in the data, and `r̂(i, j)` the rank of `j` by distance from `i` in the
 * embedding: {@link trustworthiness} with the two spaces exchanged. At most 1, when no neighbours were torn apart.
 * Source: Venna and Kaski 2001, "Neighborhood preservation in nonlinear projection methods".
 *
 * @param rows `[points, ...shape]`, the data
 * @param embedding `[points, ...shape]`, its codes or coordinates
 * @throws {OptionError} when `neighbors` is not a positive integer below half of the points, `sample` or `blockSize` not
 *   a positive integer, or `seed` no integer of at least 0.
 * @throws {ShapeError} when rows do not fill their shape, or the two differ in number.
 * @throws {DataError} without points, or when a value is not finite.
 */
export function continuity(rows: Rows, embedding: Rows, options: RankOptions = {}): Promise<number> {
  return rankPreservation({ name: 'the data', rows }, { name: 'the embedding', rows: embedding }, options);
}
