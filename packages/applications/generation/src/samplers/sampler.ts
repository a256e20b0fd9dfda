import type { RandomSource } from '@autoencoders/backend';
import type { Rows } from '@autoencoders/data';

/** What a sampler has fitted, by the names that it is saved under. */
export type Fitted = Readonly<Record<string, Rows>>;

/** What belongs to one fit of a sampler. */
export interface SamplerWork {
  /** Keys every draw. */
  readonly seed: number;
  /** Stops the work: throw its reason. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * A distribution of codes: fitted to those of data, drawn from, and with a density where there is one. Codes are flat,
 * `[count, width]`, whatever their shape in the autoencoder. Give one of your own as the option `sampler`.
 */
export interface Sampler {
  /** Short name, for messages. */
  readonly name: string;
  /** What it keeps of codes `[examples, width]`, such as means; left out: nothing is to be fitted. */
  fit?(codes: Rows, work: SamplerWork): Fitted | Promise<Fitted>;
  /**
   * Draws codes, `[count, width]`, all of whose randomness is of `random`.
   *
   * @param fitted what `fit` gave; empty without one
   */
  draw(count: number, random: RandomSource, fitted: Fitted): Rows | Promise<Rows>;
  /** `log p(z)` of each of the codes `[count, width]`, summed over the code, in nats: `[count]`. */
  logDensity?(codes: Rows, fitted: Fitted): Float64Array | Promise<Float64Array>;
}
