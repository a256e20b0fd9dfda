import { cosineDecay, type EpochRecord, fit } from '@autoencoders/core';
import { mnist } from '@autoencoders/data/node';
import { variationalAutoencoder } from '@autoencoders/variational';
import type { EpochTime } from '../protocol.js';

/** The training of the quickstart, an epoch at a time, so that two processes can take turns. */
export class EpochTraining {
  #resume: () => void = () => {};
  #report: (record: EpochRecord) => void = () => {};
  #running: Promise<unknown> | undefined;

  constructor(private readonly epochs: number) {}

  /** Trains an epoch and validates. The first begins the training. */
  async next(): Promise<EpochTime> {
    const begin = this.#running === undefined ? await this.#prepare() : undefined;
    const ended = new Promise<EpochRecord>((resolve) => {
      this.#report = resolve;
    });
    const from = performance.now();
    if (begin) this.#running = begin();
    this.#resume();
    // A training that fails ends no epoch.
    const record = await Promise.race([ended, this.#running!.then(() => ended)]);
    return {
      seconds: (performance.now() - from) / 1000,
      loss: record.terms['elbo/loss'] ?? Number.NaN,
      validationLoss: record.validation?.['elbo/loss'] ?? Number.NaN,
    };
  }

  /** Model and data as apps/quickstart has them; what is outside of the epochs is not timed. */
  async #prepare(): Promise<() => Promise<unknown>> {
    const { train, test } = await mnist();
    const [batchSize, seed] = [128, 1];
    const model = variationalAutoencoder({
      inputShape: [28, 28, 1],
      latentDim: 20,
      hidden: [400],
      activation: 'relu',
      likelihood: 'bernoulli',
      seed,
    });
    const steps = this.epochs * Math.ceil(train.size / batchSize);
    const onEpochEnd = (record: EpochRecord) => {
      this.#report(record);
      if (record.epoch === this.epochs) return;
      return new Promise<void>((resolve) => {
        this.#resume = resolve;
      });
    };
    return () =>
      fit(model, train, {
        epochs: this.epochs,
        batchSize,
        seed,
        learningRate: cosineDecay(0.002, steps),
        validation: test,
        callbacks: [{ onEpochEnd }],
      });
  }
}
