import type { Rows } from '@autoencoders/data';
import type { Items } from '../../items/items.js';

/** How good a map is, 1 being perfect. */
export interface MapMeasures {
  readonly trustworthiness: number;
  readonly continuity: number;
  /** Of the classes of neighbours; where there are classes. */
  readonly knnAccuracy?: number;
}

/** The rows that are mapped. */
export interface MappedRows {
  /** Flat, `[count, width]`. */
  readonly rows: Rows;
  /** The class of each; `undefined` where there are none. */
  readonly groups: Uint8Array | undefined;
}

/** A map by the model at hand. */
export interface CodeMap {
  readonly points: Float32Array;
  readonly seconds: number;
  readonly measures: MapMeasures;
  /** How many values a code has, and, of more than two, how good all of them are. */
  readonly width: number;
  readonly whole?: MapMeasures;
}

/** One of the rows that are mapped. */
export interface MappedItem {
  readonly item: Items;
  /** Its class; empty where there are none. */
  readonly name: string;
}
