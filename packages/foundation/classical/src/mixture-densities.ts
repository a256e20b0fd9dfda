import type { Rows } from '@autoencoders/data';
import { ShapeError } from '@autoencoders/errors';
import { jointLogDensities, normalize } from './joint-log-densities.js';
import { type CovarianceKind, covarianceSize } from './mixture-parameters.js';
import { tableOf } from './table.js';

/** What the density of a mixture depends on. */
export interface MixtureDensity {
  /** `[components]`, of the sum 1. */
  readonly weights: Float64Array;
  /** `[components, width]` */
  readonly means: Rows;
  /** `[components, width, width]` for `'full'`, `[components, width]` for `'diagonal'`, `[components]` for `'spherical'`. */
  readonly covariances: Float64Array;
  readonly covariance: CovarianceKind;
}

/** Responsibilities `[count, components]` and the log density `[count]` of each row. */
export function mixtureDensities(
  rows: Rows,
  mixture: MixtureDensity,
): { readonly shares: Float64Array; readonly density: Float64Array } {
  const { weights, covariance } = mixture;
  const { values, count: components, width } = tableOf('means', mixture.means);
  const table = tableOf('rows', rows, width);
  const size = components * covarianceSize(covariance, width);
  if (weights.length !== components || mixture.covariances.length !== size) {
    throw new ShapeError(
      `a mixture has ${components} means, ${weights.length} weights and ${mixture.covariances.length} values of ` +
        `${covariance} covariances, expected ${components} weights and ${size} values`,
    );
  }
  const means = Float64Array.from(values);
  // A copy, since a covariance may be raised on the way.
  const covariances = mixture.covariances.slice();
  const shares = new Float64Array(table.count * components);
  const density = new Float64Array(table.count);
  jointLogDensities(table, { weights, means, covariances, covariance }, shares);
  normalize(shares, components, density);
  return { shares, density };
}
