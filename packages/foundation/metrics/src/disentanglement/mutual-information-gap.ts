import type { Rows } from '@autoencoders/data';
import { checkInteger } from '@autoencoders/errors';
import { checkRows } from '../check-rows.js';
import { discreteColumn } from './discrete-codes.js';
import { type FactorRows, factorsOf } from './factor-table.js';
import { mutualInformation } from './mutual-information.js';

/** Options of {@link mutualInformationGap}. */
export interface MutualInformationGapOptions {
  /** Equal parts that the range of each latent dimension is divided into. Default 20. */
  readonly bins?: number | undefined;
}

/** What {@link mutualInformationGap} gives. */
export interface MutualInformationGap {
  /** The mean over the factors, in [0, 1]. */
  readonly gap: number;
  /** Of each factor, in [0, 1]. */
  readonly factors: Float64Array;
}

/**
 * The mutual information gap (MIG): how much more the best latent dimension says about a factor than the next best,
 *
 * `MIG = 1/K Σ_k (I(z_j₁; v_k) - I(z_j₂; v_k)) / H(v_k)`,
 *
 * over the `K` factors `v`: 1 where each factor is in one dimension and none else, 0 where two dimensions say as much.
 * Codes are made discrete by a histogram, so that information is over-estimated where examples are few for the bins
 * times the values of a factor. With one latent dimension the next best says nothing.
 * Sources: Chen et al. 2018, eq. 6; the histogram: Locatello et al. 2019, appendix C.
 *
 * @param codes `[examples, latentDim]`, such as means of the posterior
 * @param factors `[examples, factors]`, such as those of `sprites` of `@autoencoders/data`
 * @throws {ShapeError} when values and shape do not agree, or there is not one row of factors for each example.
 * @throws {DataError} without examples, when a code is not finite or a factor no integer, or a factor does not vary.
 * @throws {OptionError} when `bins` is below 2.
 */
export function mutualInformationGap(
  codes: Rows,
  factors: FactorRows,
  { bins = 20 }: MutualInformationGapOptions = {},
): MutualInformationGap {
  checkInteger('bins', bins, 2);
  const { count, width } = checkRows('codes', codes);
  const known = factorsOf(factors, count);
  const columns = Array.from({ length: width }, (_, column) =>
    discreteColumn(codes.values, width, column, bins),
  );
  const gaps = Float64Array.from(known, (factor) => {
    const [best = 0, next = 0] = columns
      .map((column) => mutualInformation(column, bins, factor.places, factor.count))
      .sort((a, b) => b - a);
    // A variable's information about itself is its entropy.
    return (best - next) / mutualInformation(factor.places, factor.count, factor.places, factor.count);
  });
  return { gap: gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length, factors: gaps };
}
