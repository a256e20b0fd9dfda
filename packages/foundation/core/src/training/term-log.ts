import { NumericalError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';

/** What is held back on the device before it is read, at most. */
const pendingLimit = 512;

/** Sums of the terms of an epoch so far, as JSON: a resumed run goes on from them. */
export interface TermSums {
  /** Of each term, the sum over examples and how many they were. */
  readonly [name: string]: readonly [sum: number, examples: number];
}

/**
 * Collects loss terms without waiting for the device: each step leaves one small tensor, and all of them are
 * read in one download.
 */
export class TermLog {
  /** @param where completes the message about a value that is not finite: `''`, `' of the validation data'`. */
  constructor(private readonly where = '') {}

  #pending: { names: readonly string[]; values: tf.Tensor1D; step: number; examples: number }[] = [];
  #sums = new Map<string, readonly [sum: number, examples: number]>();

  /** Takes over the terms of one phase's update; `values` must be kept and becomes the log's. */
  add(names: readonly string[], values: tf.Tensor1D, step: number, examples: number): void {
    this.#pending.push({ names, values, step, examples });
  }

  /** True when enough has piled up to be worth a download. */
  get full(): boolean {
    return this.#pending.length >= pendingLimit;
  }

  /**
   * Reads what is pending.
   *
   * @throws {NumericalError} naming phase, term and step of the first value that is not finite.
   */
  async flush(): Promise<void> {
    const pending = this.#pending;
    if (pending.length === 0) return;
    this.#pending = [];
    const joined = tf.concat(pending.map(({ values }) => values));
    tf.dispose(pending.map(({ values }) => values));
    const all = await joined.data();
    joined.dispose();
    let offset = 0;
    for (const { names, step, examples } of pending) {
      for (const name of names) this.#take(name, all[offset++]!, step, examples);
    }
  }

  /** Averages over the examples seen in this epoch; a term that repeats within a step averages over repeats. */
  averages(): Record<string, number> {
    return Object.fromEntries([...this.#sums].map(([name, [sum, examples]]) => [name, sum / examples]));
  }

  /** The sums so far. Flush first. */
  save(): TermSums {
    return Object.fromEntries(this.#sums);
  }

  restore(sums: TermSums): void {
    this.#sums = new Map(Object.entries(sums));
  }

  /** Begins a new epoch. */
  reset(): void {
    this.#sums.clear();
  }

  dispose(): void {
    tf.dispose(this.#pending.map(({ values }) => values));
    this.#pending = [];
  }

  #take(name: string, value: number, step: number, examples: number): void {
    if (!Number.isFinite(value)) {
      const [phase, term] = name.split('/');
      throw new NumericalError(
        `the term '${term}' of phase '${phase}' became ${value} at step ${step}${this.where}: lower the learning rate, clip gradients, or look at the data`,
      );
    }
    const [sum, count] = this.#sums.get(name) ?? [0, 0];
    this.#sums.set(name, [sum + value * examples, count + examples]);
  }
}
