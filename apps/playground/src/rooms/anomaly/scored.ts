import type { Items } from '../../items/items.js';

/** Whether normal is what belongs to some classes, or all that the model at hand was trained on. */
export type NormalIs = 'classes' | 'all';

/** Scores of odd things, judged against those of normal ones. */
export interface OddGroup {
  readonly name: string;
  readonly scores: Float32Array;
  readonly areaUnderRoc: number;
  readonly averagePrecision: number;
  /** The curve's points, from (0, 0) to (1, 1). */
  readonly falseAlarmRates: Float64Array;
  readonly recalls: Float64Array;
}

/** What a detector makes of the test part. */
export interface Scored {
  readonly score: string;
  /** The scores that this model can have. */
  readonly possible: readonly string[];
  /** Whether scores are errors or distances, never below 0. */
  readonly positive: boolean;
  /** Of normal rows held back, ascending: what a threshold is set by. */
  readonly heldBack: Float32Array;
  /** Of normal rows of the test part. */
  readonly normal: Float32Array;
  readonly odd: readonly OddGroup[];
}

/** One row among those that were scored. */
export interface ScoredRow {
  /** `undefined` of the normal ones. */
  readonly group: string | undefined;
  readonly row: number;
}

/** A column of a row and what the model expected there, on the data's own scale. */
export interface Blame {
  readonly column: string;
  readonly value: number;
  readonly expected: number;
}

/** Rows to be looked at. */
export interface ShownRows {
  readonly items: Items;
  readonly reconstructions: Items;
  /** Where pictures are reconstructed badly, as pictures of heat. */
  readonly errors?: Items;
  /** Of a row, the columns that make it odd. */
  readonly blame: readonly (readonly Blame[])[];
  /** Names of their classes; empty where there are none. */
  readonly classes: readonly string[];
}
