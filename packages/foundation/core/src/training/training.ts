import { randomSource } from '@autoencoders/backend';
import { type Batch, type Dataset, disposeBatch } from '@autoencoders/data';
import type { StepContext, Trainable } from '../autoencoder.js';
import type { Schedule } from '../optimizers/schedules.js';
import type { Files } from '../stores/store.js';
import type { Callback, TrainingRun } from './callback.js';
import { checkValues, dryRun, firstBatch } from './check-first-batch.js';
import { checkWeights } from './check-weights.js';
import type { FitOptions, PhaseSettings } from './fit-options.js';
import type { EpochRecord, History } from './history.js';
import { Pace } from './pace.js';
import { type RunIdentity, runIdentity } from './run-identity.js';
import { TermLog } from './term-log.js';
import { repeatContext, type TrainedPhase, trainPhase } from './train-phase.js';
import { type Position, restoreState, stateFiles } from './training-state.js';
import { validationTerms } from './validate.js';

/** A phase, its optimizer and its learning rate. */
interface ScheduledPhase extends TrainedPhase {
  readonly schedule: Schedule;
}

/** One call of `fit`: the loop and its state. */
export class Training implements TrainingRun {
  step = 0;
  epoch = 0;
  #batch = 0;
  #ended = false;
  #epochs: EpochRecord[] = [];
  readonly #log = new TermLog();
  readonly #pace: Pace;
  readonly #phases: readonly ScheduledPhase[];
  readonly #callbacks: readonly Callback[];
  readonly #batchSize: number;
  readonly #seed: number;

  constructor(
    readonly model: Trainable,
    private readonly data: Dataset,
    private readonly validation: Dataset | undefined,
    settings: readonly PhaseSettings[],
    private readonly options: FitOptions,
  ) {
    this.#callbacks = [...(model.callbacks ?? []), ...(options.callbacks ?? [])];
    this.#batchSize = options.batchSize ?? 128;
    this.#seed = options.seed ?? 0;
    this.#pace = new Pace(
      options.epochs,
      data.size === undefined ? undefined : Math.ceil(data.size / this.#batchSize),
    );
    this.#phases = model.phases.map((phase, index) => {
      const { optimizer, schedule } = settings[index]!;
      return { phase, schedule, optimizer: optimizer(phase.variables) } as unknown as TrainedPhase &
        PhaseSettings;
    });
  }

  async run(): Promise<History> {
    await this.#checkData();
    await this.#resume();
    await this.#call((callback) => callback.onTrainBegin?.(this));
    while (this.#goesOn() && this.epoch < this.options.epochs) await this.#runEpoch();
    await this.#log.flush();
    await checkWeights(this.model, this.step);
    await this.#call((callback) => callback.onLastStep?.(this));
    const history = this.#history();
    await this.#call((callback) => callback.onTrainEnd?.(history, this));
    return history;
  }

  stop(): void {
    this.#ended = true;
  }

  async snapshot(): Promise<Files> {
    await this.#log.flush();
    return stateFiles(this.model, this.#phases, this.#callbacks, this.#identity(), this.#position());
  }

  dispose(): void {
    this.#log.dispose();
    for (const { optimizer } of this.#phases) optimizer.dispose();
    for (const callback of this.#callbacks) callback.dispose?.();
  }

  async #runEpoch(): Promise<void> {
    const { shuffle = true } = this.options;
    const batches = this.data.batches({
      batchSize: this.#batchSize,
      ...(shuffle ? { shuffle: { seed: this.#seed, epoch: this.epoch } } : {}),
      skip: this.#batch,
    });
    for await (const batch of batches) {
      try {
        this.#takeStep(batch);
      } finally {
        disposeBatch(batch);
      }
      for (const callback of this.#callbacks) {
        // Most steps have nothing to wait for.
        const waiting = callback.onStep?.(this);
        if (waiting) await waiting;
      }
      if (this.#pace.due || this.#log.full) await this.#report();
      if (!this.#goesOn()) return;
    }
    await this.#endEpoch();
  }

  #takeStep(batch: Batch): void {
    const context: StepContext = {
      step: this.step,
      epoch: this.epoch,
      training: true,
      random: randomSource(this.#seed, this.step),
    };
    const examples = batch.x.shape[0]!;
    for (const trained of this.#phases) {
      const { repeat = 1 } = trained.phase;
      const rate = trained.schedule(this.step);
      for (let time = 0; time < repeat; time++) {
        const { names, values } = trainPhase(
          trained,
          batch,
          repeatContext(context, time),
          rate,
          this.options.gradientClipping ?? {},
        );
        this.#log.add(names, values, this.step, examples / repeat);
      }
    }
    this.step += 1;
    this.#batch += 1;
    this.#pace.count(examples);
  }

  async #endEpoch(): Promise<void> {
    await this.#report();
    const terms = this.#log.averages();
    const { step, epoch } = this;
    const validation =
      this.validation &&
      (await validationTerms(this.model, this.validation, {
        batchSize: this.#batchSize,
        seed: this.#seed,
        epoch,
        step,
      }));
    const record: EpochRecord = {
      epoch: epoch + 1,
      step,
      seconds: this.#pace.endEpoch(this.#batch),
      learningRate: this.#phases[0]?.schedule(Math.max(0, step - 1)) ?? 0,
      terms,
      ...(validation ? { validation } : {}),
    };
    this.#epochs.push(record);
    this.#log.reset();
    this.epoch += 1;
    this.#batch = 0;
    await this.#call((callback) => callback.onEpochEnd?.(record, this));
  }

  /** Reads the terms, tells the callbacks, and lets the rest of the program run. */
  async #report(): Promise<void> {
    await this.#log.flush();
    const progress = this.#pace.report(this.epoch, this.#batch, this.step, this.#log.averages());
    await this.#call((callback) => callback.onProgress?.(progress, this));
    await new Promise((resolve) => setTimeout(resolve, 0));
  }

  #goesOn(): boolean {
    return !this.#ended && !this.options.signal?.aborted;
  }

  async #checkData(): Promise<void> {
    for (const data of this.validation ? [this.validation, this.data] : [this.data]) {
      await firstBatch(data, this.#batchSize, async (batch) => {
        await checkValues(this.model, batch);
        if (data === this.data) dryRun(this.model, batch, this.#seed);
      });
    }
  }

  async #resume(): Promise<void> {
    const { resume } = this.options;
    const files = await resume?.newest();
    if (!resume || !files) return;
    const position = restoreState(
      files,
      this.model,
      this.#phases,
      this.#callbacks,
      this.#identity(),
      resume.description,
    );
    this.step = position.step;
    this.epoch = position.epoch;
    this.#batch = position.batch;
    this.#ended = position.ended;
    this.#epochs = [...position.epochs];
    this.#log.restore(position.sums);
    this.#pace.resume(position.seconds, position.epochSeconds);
  }

  #position(): Position {
    return {
      step: this.step,
      epoch: this.epoch,
      batch: this.#batch,
      sums: this.#log.save(),
      epochs: this.#epochs,
      seconds: this.#pace.seconds,
      epochSeconds: this.#pace.epochSeconds,
      ended: this.#ended,
    };
  }

  #identity(): RunIdentity {
    return runIdentity(this.model, this.#phases, this.data.size, this.options);
  }

  #history(): History {
    const aborted = this.options.signal?.aborted === true && this.epoch < this.options.epochs;
    return {
      epochs: this.#epochs,
      steps: this.step,
      seconds: this.#pace.seconds,
      stopped: aborted ? 'aborted' : this.#ended ? 'early' : 'finished',
    };
  }

  async #call(hook: (callback: Callback) => void | Promise<void>): Promise<void> {
    for (const callback of this.#callbacks) await hook(callback);
  }
}
