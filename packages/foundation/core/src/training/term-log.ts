import { NumericalError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';

/** What is held back on the device before it is read, at most. */
const pendingLimit = 512;

/** Sums of the terms of an epoch so far, as JSON: a resumed run goes on from them. */
export interface TermSums {
  readonly examples: number;
  readonly sums: Readonly<Record<string, number>>;
}

/**
 * Collects loss terms without waiting for the device: each step leaves one small tensor, and all of them are
 * read in one download.
 */
export class TermLog {
  #pending: { names: readonly string[]; values: tf.Tensor1D; step: number; examples: number }[] = [];
  #examples = 0;
  #sums = new Map<string, number>();

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
    const counted = new Set<number>();
    for (const { names, step, examples } of pending) {
      for (const name of names) this.#take(name, all[offset++]!, step, examples);
      if (!counted.has(step)) this.#examples += examples;
      counted.add(step);
    }
  }

  /** Averages over the examples seen in this epoch; a term that repeats within a step averages over repeats. */
  averages(): Record<string, number> {
    return Object.fromEntries([...this.#sums].map(([name, sum]) => [name, sum / this.#examples]));
  }

  /** The sums so far. Flush first. */
  save(): TermSums {
    return { examples: this.#examples, sums: Object.fromEntries(this.#sums) };
  }

  restore({ examples, sums }: TermSums): void {
    this.#examples = examples;
    this.#sums = new Map(Object.entries(sums));
  }

  /** Begins a new epoch. */
  reset(): void {
    this.#examples = 0;
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
        `the term '${term}' of phase '${phase}' became ${value} at step ${step}: lower the learning rate, clip gradients, or look at the data`,
      );
    }
    this.#sums.set(name, (this.#sums.get(name) ?? 0) + value * examples);
  }
}
