import type { Rows } from '@autoencoders/data';
import { checkChoice, checkNumber } from '@autoencoders/errors';
import { type Table, tableOf } from './table.js';

/** Rules by which a bandwidth follows from the data. */
export const bandwidthRules = ['scott', 'silverman'] as const;

/** A rule for the bandwidth. */
export type BandwidthRule = (typeof bandwidthRules)[number];

/** Options of {@link kernelDensity}. */
export interface KernelDensityOptions {
  /**
   * The standard deviation of each kernel: a number for all features, in units of the data, or the rule by which each
   * feature's follows from its own. Default `'scott'`.
   */
  readonly bandwidth?: BandwidthRule | number;
  /** Added to each feature's variance before a rule, in squared units of the data. Default 1e-6. */
  readonly regularization?: number;
}

/** A kernel density estimate, `p(x) = 1/n Σ_i Π_j N(x_j | x_ij, h_j²)`, as plain data. */
export interface KernelDensity {
  /** The rows fitted to, `[n, width]`: a kernel sits on each. */
  readonly kernels: Rows;
  /** The standard deviation `h_j` of the kernels, `[width]`. */
  readonly bandwidths: Float64Array;
}

/**
 * A density of a Gaussian kernel on each row, `p(x) = 1/n Σ_i Π_j N(x_j | x_ij, h_j²)`. With the standard deviation
 * `σ_j` of a feature (dividing by n - 1) and the width `d`, Scott's rule is `h_j = σ_j n^(-1/(d + 4))`, Silverman's
 * `h_j = σ_j (n (d + 2) / 4)^(-1/(d + 4))`. Rules are made for one Gaussian: of data in clusters they are too wide.
 * Sources: Parzen 1962, "On estimation of a probability density function and mode"; Scott 1992, "Multivariate density
 * estimation", eq. 6.42; Silverman 1986, "Density estimation for statistics and data analysis", section 4.3.2.
 *
 * @param rows `[n, ...shape]`; each row is flattened
 * @throws {OptionError} when the bandwidth is no positive number and no rule, or the regularization is below 0.
 * @throws {DataError} when there are no rows, or a value is not finite.
 * @throws {ShapeError} when the shape does not fit the values.
 */
export function kernelDensity(
  rows: Rows,
  { bandwidth = 'scott', regularization = 1e-6 }: KernelDensityOptions = {},
): KernelDensity {
  if (typeof bandwidth === 'number') checkNumber('bandwidth', bandwidth, Number.MIN_VALUE);
  else checkChoice('bandwidth', bandwidth, bandwidthRules);
  checkNumber('regularization', regularization, 0);
  const table = tableOf('rows', rows);
  const { values, count, width } = table;
  const bandwidths =
    typeof bandwidth === 'number'
      ? new Float64Array(width).fill(bandwidth)
      : variances(table).map(
          // Of data without any spread, a bandwidth is still positive.
          (variance) =>
            Math.sqrt(variance + regularization || Number.MIN_VALUE) * factors[bandwidth](count, width),
        );
  return { kernels: { values, shape: [count, width] }, bandwidths };
}

const factors: Record<BandwidthRule, (count: number, width: number) => number> = {
  scott: (count, width) => count ** (-1 / (width + 4)),
  silverman: (count, width) => ((count * (width + 2)) / 4) ** (-1 / (width + 4)),
};

/** Of each column, dividing by one less than there are rows; 0 of a single row. */
function variances({ values, count, width }: Table): Float64Array {
  const means = new Float64Array(width);
  for (let i = 0; i < values.length; i++) means[i % width]! += values[i]! / count;
  const squares = new Float64Array(width);
  for (let i = 0; i < values.length; i++) squares[i % width]! += (values[i]! - means[i % width]!) ** 2;
  return squares.map((sum) => sum / Math.max(1, count - 1));
}
