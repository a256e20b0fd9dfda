import type { Rows } from '@autoencoders/data';
import type * as tf from '@tensorflow/tfjs';

/** Inputs to be scored, scaled, on the engine. */
export interface ScoredInputs {
  /** `[batch, ...inputShape]` */
  readonly x: tf.Tensor;
  /** The same shape: 1 where a cell was there, 0 where it was missing; `undefined` when all were. */
  readonly observed: tf.Tensor | undefined;
}

/** What a score has fitted, by the names that it is saved under. */
export type Fitted = Readonly<Record<string, Rows>>;

/** The rows that a detector is fitted to, for what a score fits. */
export interface FittedRows {
  /** The codes of all, `[rows, width]`. */
  codes(): Promise<Rows>;
  /** All, scaled and flattened, `[rows, cells]`. */
  inputs(): Promise<Rows>;
  /** The scores of some of them, drawn at random. */
  scores(score: Score, fitted: Fitted): Promise<Float32Array>;
}

/** A way to say how odd rows are: the higher, the odder. A row's score does not depend on the rows beside it. */
export interface Score {
  /** What is fitted to the rows that a detector is fitted to; left out: nothing. */
  readonly fit?: (rows: FittedRows) => Promise<Fitted>;
  /** The shapes of what is fitted; `null` matches any length. */
  readonly shapes: Readonly<Record<string, readonly (number | null)[]>>;
  /** Whether it is a distance or an error: never below 0. */
  readonly positive?: boolean;
  /** `[batch]` */
  scores(inputs: ScoredInputs, fitted: Fitted): Promise<Float32Array>;
  /** The part of each cell in the score, `[batch, ...inputShape]`, where the score is their sum. Runs in a tidy. */
  contributions?(inputs: ScoredInputs): tf.Tensor;
}
