import type { Progress } from './callback.js';

/** Milliseconds between reports. */
const interval = 250;

/** Measures time and speed, and says when a report is due. */
export class Pace {
  #start = performance.now();
  #epochStart = this.#start;
  #reported = this.#start;
  #examples = 0;
  /** What was counted before the last report, and the milliseconds it took. */
  #before = { examples: 0, time: 0 };
  #batches: number | undefined;

  constructor(
    private readonly epochs: number,
    batches: number | undefined,
  ) {
    this.#batches = batches;
  }

  /** Goes on from an earlier run's clock. */
  resume(seconds: number, epochSeconds: number): void {
    this.#start = performance.now() - seconds * 1000;
    this.#epochStart = performance.now() - epochSeconds * 1000;
  }

  get seconds(): number {
    return (performance.now() - this.#start) / 1000;
  }

  get epochSeconds(): number {
    return (performance.now() - this.#epochStart) / 1000;
  }

  get due(): boolean {
    return performance.now() - this.#reported >= interval;
  }

  count(examples: number): void {
    this.#examples += examples;
  }

  report(epoch: number, batch: number, step: number, terms: Record<string, number>): Progress {
    const now = performance.now();
    const rate = this.#rate(now);
    this.#before = { examples: this.#examples, time: now - this.#reported };
    this.#reported = now;
    this.#examples = 0;
    return {
      epoch: epoch + 1,
      epochs: this.epochs,
      batch,
      batches: this.#batches,
      step,
      rate,
      secondsLeft: this.#secondsLeft(step),
      terms,
    };
  }

  /** Seconds of the epoch that ends now; it had so many batches. */
  endEpoch(batches: number): number {
    this.#batches ??= batches;
    const seconds = this.epochSeconds;
    this.#epochStart = performance.now();
    return seconds;
  }

  /** The end of an epoch may come just after a report: what was counted before that counts then too. */
  #rate(now: number): number {
    const time = now - this.#reported;
    const { examples, time: timeBefore } = this.#before;
    if (time >= interval) return (1000 * this.#examples) / time;
    return (1000 * (examples + this.#examples)) / Math.max(timeBefore + time, 1e-6);
  }

  #secondsLeft(step: number): number | undefined {
    if (this.#batches === undefined || step === 0) return undefined;
    const left = this.#batches * this.epochs - step;
    return (left * this.seconds) / step;
  }
}
