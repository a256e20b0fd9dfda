import type { Rows } from '@autoencoders/data';
import { type MixtureDensity, mixtureDensities } from './mixture-densities.js';

/**
 * The probability that each component of a mixture made a row, `w_k N(x | μ_k, Σ_k) / Σ_j w_j N(x | μ_j, Σ_j)`. Each
 * row's sum is 1. Source: Bishop 2006, "Pattern recognition and machine learning", eq. 9.23.
 *
 * @param rows `[batch, ...shape]`
 * @returns `[batch, components]`
 * @throws {ShapeError} when rows or the parts of the mixture differ in width.
 * @throws {DataError} when there are no rows, or a value is not finite.
 */
export function responsibilities(rows: Rows, mixture: MixtureDensity): Rows {
  const { shares, density } = mixtureDensities(rows, mixture);
  return { values: Float32Array.from(shares), shape: [density.length, mixture.weights.length] };
}
