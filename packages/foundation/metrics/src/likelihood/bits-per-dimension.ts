import { checkInteger, checkNumber } from '@autoencoders/errors';

/** Options of {@link bitsPerDimension}. */
export interface BitsOptions {
  /**
   * Steps that the data's unit was divided into: 256 where bytes were made continuous and scaled to [0, 1], as
   * `(byte + u) / 256` with `u` uniform in [0, 1). Default 1: data in the unit that bits are asked of, or likelihoods of
   * discrete values.
   */
  readonly levels?: number | undefined;
}

/**
 * A negative log-likelihood as bits for each value:
 *
 * `bits = nats / (D ln 2) + log₂ levels`.
 *
 * The last term undoes the scaling of continuous data: a density of values divided by 256 is 256 times larger for each
 * of them. Of bytes with uniform noise, the figure is an upper bound on the bits of the bytes themselves (Theis et al.
 * 2016, section 3.1); without that noise a density of discrete data has no bound, and the figure no meaning. A Bernoulli
 * likelihood of grey values is no density of them either.
 *
 * @param nats negative log-likelihood of an example, or its mean over examples, summed over features
 * @param dimensions values of an example, such as `28 · 28`
 * @throws {OptionError} when `nats` is not finite, or another number is no integer of at least 1.
 */
export function bitsPerDimension(nats: number, dimensions: number, { levels = 1 }: BitsOptions = {}): number {
  checkNumber('nats', nats);
  checkInteger('dimensions', dimensions);
  checkInteger('levels', levels);
  return nats / (dimensions * Math.LN2) + Math.log2(levels);
}
