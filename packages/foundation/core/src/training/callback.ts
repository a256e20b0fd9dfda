import type { Json, Trainable } from '../autoencoder.js';
import type { Files } from '../stores/store.js';
import type { EpochRecord, History } from './history.js';

/** How far a training is, a few times a second. */
export interface Progress {
  /** The epoch under way, from 1, of how many. */
  readonly epoch: number;
  readonly epochs: number;
  /** Batches done in this epoch, of how many (`undefined` in the first epoch of a stream). */
  readonly batch: number;
  readonly batches: number | undefined;
  /** Steps taken in all. */
  readonly step: number;
  /** Examples per second of late. */
  readonly rate: number;
  /** Estimate of the seconds left; `undefined` while unknown. */
  readonly secondsLeft: number | undefined;
  /** Terms averaged over this epoch so far, `phase/term`. */
  readonly terms: Readonly<Record<string, number>>;
}

/** A training as callbacks see it. */
export interface TrainingRun {
  readonly model: Trainable;
  /** Steps taken in all. */
  readonly step: number;
  /** Epochs finished. */
  readonly epoch: number;
  /** Ends the training after this step. */
  stop(): void;
  /**
   * Everything that an exact continuation needs, as files. Reads what the device still holds.
   *
   * @throws {NumericalError} when a loss or weight is not finite: a broken state is not handed out.
   */
  snapshot(): Promise<Files>;
}

/** Hooks into a training; each may be asynchronous, and the training waits for it. */
export interface Callback {
  /** Before the first step, a resumed one included. */
  onTrainBegin?(run: TrainingRun): void | Promise<void>;
  /** After each step. Keep it cheap: reading a tensor here waits for the device. */
  onStep?(run: TrainingRun): void | Promise<void>;
  /** A few times a second, and at the end of each epoch. */
  onProgress?(progress: Progress, run: TrainingRun): void | Promise<void>;
  onEpochEnd?(record: EpochRecord, run: TrainingRun): void | Promise<void>;
  /** When the steps are over, before any callback changes the model: the state to go on from. */
  onLastStep?(run: TrainingRun): void | Promise<void>;
  /** At the end, however it came, errors excepted. */
  onTrainEnd?(history: History, run: TrainingRun): void | Promise<void>;
  /** Frees what it holds when the training is over, also where an error ended it. */
  dispose?(): void;
  /** What must survive a resume, with a name that is the same in the resumed run. */
  readonly persistent?: PersistentState;
}

/** What a callback hands to a checkpoint. */
export interface SavedState {
  readonly json: Json;
  readonly files?: Files;
}

/** A callback's state across a resume. */
export interface PersistentState {
  readonly name: string;
  /** The state as JSON and tensors' bytes; the training waits where they must be read from the device first. */
  save(): SavedState | Promise<SavedState>;
  restore(json: Json, files: Files): void;
}
