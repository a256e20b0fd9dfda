import type { Rows } from '@autoencoders/data';
import { checkRows } from '../check-rows.js';
import { type FeatureMoments, momentCollector } from './feature-moments.js';
import { frechetOfMoments } from './frechet-of-moments.js';

/**
 * The squared Fréchet distance of two sets of rows, each taken for Gaussian:
 *
 * `d² = |m₁ - m₂|² + Tr(C₁ + C₂ - 2 (C₁ C₂)^½)` with the means `m` and covariances `C` (over `n - 1`),
 *
 * in the squared units of the rows: 0 where both have the same mean and covariance. In double precision on the host;
 * covariances of fewer rows than dimensions will do. Larger for smaller sets: compare figures of as many rows only.
 * Sources: Dowson and Landau 1982; Heusel et al. 2017, eq. 6.
 *
 * @param a `[examples, ...shape]`, such as features of real images
 * @param b `[examples, ...shape]`, such as features of generated ones
 * @throws {ShapeError} when the widths differ, or values and shape do not agree.
 * @throws {DataError} for fewer than two rows, or naming the first value that is not finite.
 */
export function frechetDistance(a: Rows, b: Rows): number {
  return frechetOfMoments(momentsOf('rows of the first set', a), momentsOf('rows of the second set', b));
}

function momentsOf(what: string, rows: Rows): FeatureMoments {
  const { width } = checkRows(what, rows);
  const collector = momentCollector(what);
  collector.add(rows.values, width);
  return collector.moments();
}
