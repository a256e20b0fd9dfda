import { checkInteger } from '@autoencoders/errors';
import { blockOfDraws } from './posterior-noise.js';

/** How a likelihood is estimated over a dataset. */
export interface LikelihoodEstimateOptions {
  /** Draws of the posterior for each example. */
  readonly samples?: number | undefined;
  /** Examples computed at a time. */
  readonly batchSize?: number | undefined;
  /**
   * Draws of each example computed at a time. Default 100. `batchSize · chunk` rows go through the decoder at once, which
   * memory grows with; more than 1,000 hardly gain on a CPU.
   */
  readonly chunk?: number | undefined;
  /** Keys every draw. Default 0. */
  readonly seed?: number | undefined;
  /** Rejects with the signal's reason once the chunk under way is done. */
  readonly signal?: AbortSignal | undefined;
  /** Called after each batch with how many examples are done, and of how many where the dataset tells. */
  readonly onProgress?: ((done: number, total: number | undefined) => void) | undefined;
}

/** A likelihood over a dataset, in nats. */
export interface LikelihoodEstimate {
  /** Over the examples. */
  readonly mean: number;
  /** Of the mean, by the spread of the examples: `s / √n`. */
  readonly standardError: number;
  /** Of each example, in the order of the dataset. */
  readonly examples: Float64Array;
}

/** Options with their defaults. */
export interface LikelihoodSettings extends LikelihoodEstimateOptions {
  readonly samples: number;
  readonly batchSize: number;
  readonly chunk: number;
  readonly seed: number;
}

/**
 * Fills in what was left out.
 *
 * @throws {OptionError} naming the option that is no integer in its range.
 */
export function likelihoodSettings(
  given: LikelihoodEstimateOptions,
  defaults: { readonly samples: number; readonly batchSize: number },
): LikelihoodSettings {
  const { samples = defaults.samples, batchSize = defaults.batchSize } = given;
  const { chunk = blockOfDraws, seed = 0 } = given;
  checkInteger('samples', samples);
  checkInteger('batchSize', batchSize);
  checkInteger('chunk', chunk);
  checkInteger('seed', seed, 0);
  return { ...given, samples, batchSize, chunk, seed };
}
