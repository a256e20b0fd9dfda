import type { Rows } from '@autoencoders/data';
import { checkChoice, checkInteger, checkNumber, NumericalError } from '@autoencoders/errors';
import { jointLogDensities, normalize } from './joint-log-densities.js';
import { checkClusters, kMeansOnce } from './k-means.js';
import { logDensity } from './log-density.js';
import { maximizeMixture } from './maximize-mixture.js';
import type { MixtureDensity } from './mixture-densities.js';
import {
  type CovarianceKind,
  covarianceKinds,
  freeParameters,
  type MixtureParameters,
} from './mixture-parameters.js';
import { type Table, tableOf } from './table.js';

export type { CovarianceKind };

/** Options of {@link gaussianMixture}. */
export interface GaussianMixtureOptions {
  /** How many Gaussians. */
  readonly components: number;
  /** Shape of each one's covariance. Default `'full'`. */
  readonly covariance?: CovarianceKind;
  /** Seed of the k-means that it starts from. Default 0. */
  readonly seed?: number;
  /** How many k-means to start from, one start each; the likeliest end is kept. Default 1. */
  readonly restarts?: number;
  /** Added to each variance, in squared units of the data. Default 1e-6. */
  readonly regularization?: number;
  /** It has converged when the mean log-likelihood rises by less, in nats. Default 1e-3. */
  readonly tolerance?: number;
  /** Default 100. */
  readonly maximumIterations?: number;
}

/** A mixture of Gaussians, `p(x) = Σ_k w_k N(x | μ_k, Σ_k)`, as plain data. */
export interface GaussianMixture extends MixtureDensity {
  /** Of the rows fitted to, summed over features and averaged over rows, in nats. */
  readonly logLikelihood: number;
  /** The Bayesian information criterion `p log n - 2 log L` of p free parameters: smaller is better. */
  readonly bic: number;
  /** Akaike's information criterion `2 p - 2 log L`: smaller is better. */
  readonly aic: number;
  /** How many times responsibilities were computed in the start that was kept. */
  readonly iterations: number;
  /** Whether the last of them raised the likelihood by less than the tolerance. */
  readonly converged: boolean;
}

/**
 * Fits a mixture of Gaussians by expectation maximization, in double precision and log space, from the clusters of
 * k-means++: `p(x) = Σ_k w_k N(x | μ_k, Σ_k)`. A component that loses its rows stays where it was with a weight near
 * zero, and one that falls onto a point keeps the variance `regularization`.
 * Source: Dempster, Laird and Rubin 1977; Bishop 2006, "Pattern recognition and machine learning", section 9.2.2.
 * Criteria: Schwarz 1978; Akaike 1974.
 *
 * @param rows `[batch, ...shape]`; each row is flattened
 * @throws {OptionError} when an option is out of its range, or there are more components than rows.
 * @throws {DataError} when there are no rows, fewer distinct ones than components, or a value is not finite.
 * @throws {ShapeError} when the shape does not fit the values.
 * @throws {NumericalError} when a covariance cannot be factored in spite of the regularization.
 */
export function gaussianMixture(
  rows: Rows,
  {
    components,
    covariance = 'full',
    seed = 0,
    restarts = 1,
    regularization = 1e-6,
    tolerance = 1e-3,
    maximumIterations = 100,
  }: GaussianMixtureOptions,
): GaussianMixture {
  const table = tableOf('rows', rows);
  checkClusters('components', components, table);
  checkChoice('covariance', covariance, covarianceKinds);
  checkInteger('seed', seed, 0);
  checkInteger('restarts', restarts);
  checkNumber('regularization', regularization, 0);
  checkNumber('tolerance', tolerance, 0);
  checkInteger('maximumIterations', maximumIterations);
  let best: GaussianMixture | undefined;
  for (let restart = 0; restart < restarts; restart++) {
    const { labels } = kMeansOnce(table, components, seed, restart);
    const start = maximizeMixture(table, oneHot(labels, components), covariance, regularization);
    const ended = expectationMaximization(table, start, regularization, tolerance, maximumIterations);
    const found = described(rows, table, ended);
    if (!best || found.logLikelihood > best.logLikelihood) best = found;
  }
  return best!;
}

interface Ended {
  readonly mixture: MixtureParameters;
  readonly iterations: number;
  readonly converged: boolean;
}

function expectationMaximization(
  table: Table,
  start: MixtureParameters,
  regularization: number,
  tolerance: number,
  maximumIterations: number,
): Ended {
  const shares = new Float64Array(table.count * start.weights.length);
  const density = new Float64Array(table.count);
  let mixture = start;
  let before = Number.NEGATIVE_INFINITY;
  for (let iterations = 1; ; iterations++) {
    jointLogDensities(table, mixture, shares);
    normalize(shares, start.weights.length, density);
    const likelihood = density.reduce((sum, value) => sum + value, 0) / table.count;
    if (!Number.isFinite(likelihood)) {
      throw new NumericalError(
        `the log-likelihood is ${likelihood} after ${iterations} iterations: raise regularization, or scale the rows`,
      );
    }
    mixture = maximizeMixture(table, shares, start.covariance, regularization, mixture);
    const converged = Math.abs(likelihood - before) < tolerance;
    if (converged || iterations === maximumIterations) return { mixture, iterations, converged };
    before = likelihood;
  }
}

/** The mixture as given back, with the figures of just that. */
function described(
  rows: Rows,
  { count, width }: Table,
  { mixture, iterations, converged }: Ended,
): GaussianMixture {
  const { weights, covariances, covariance } = mixture;
  const components = weights.length;
  const means = { values: Float32Array.from(mixture.means), shape: [components, width] };
  const plain = { weights, means, covariances, covariance };
  const sum = logDensity(rows, plain).reduce((all, value) => all + value, 0);
  const free = freeParameters(covariance, components, width);
  const bic = free * Math.log(count) - 2 * sum;
  const aic = 2 * free - 2 * sum;
  return { ...plain, logLikelihood: sum / count, bic, aic, iterations, converged };
}

function oneHot(labels: Int32Array, components: number): Float64Array {
  const shares = new Float64Array(labels.length * components);
  for (let row = 0; row < labels.length; row++) shares[row * components + labels[row]!] = 1;
  return shares;
}
