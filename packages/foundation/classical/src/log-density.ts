import type { Rows } from '@autoencoders/data';
import { type MixtureDensity, mixtureDensities } from './mixture-densities.js';

/**
 * The log density of each row under a mixture, `log Σ_k w_k N(x | μ_k, Σ_k)`, by log-sum-exp in double precision:
 * summed over features, in nats.
 *
 * @param rows `[batch, ...shape]`
 * @returns `[batch]`
 * @throws {ShapeError} when rows or the parts of the mixture differ in width.
 * @throws {DataError} when there are no rows, or a value is not finite.
 */
export function logDensity(rows: Rows, mixture: MixtureDensity): Float64Array {
  return mixtureDensities(rows, mixture).density;
}
