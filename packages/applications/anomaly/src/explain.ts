import type { Autoencoder } from '@autoencoders/core';
import { checkInteger } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import type { CellName } from './preparation/cell-names.js';
import type { Preparation, PreparedBatch } from './preparation/preparation.js';
import { type Prepared, preparedBatches } from './preparation/prepared-dataset.js';
import { contributionsOf, scored, withInputs } from './scored.js';
import type { Fitted, Score } from './scores/score.js';
import { valuesOf } from './scores/values-of.js';

/** Options of `explain`. */
export interface ExplainOptions {
  /** How many cells to name, those with the largest part first. Default 5. */
  readonly top?: number;
  /** Rows at a time. Default 256. */
  readonly batchSize?: number;
}

/** A cell that makes a row odd. */
export interface CellPart {
  /** Its column's name, with the step where a row has several: `'pressure'`, `'pressure[12]'`. */
  readonly name: string;
  /** Its place in the row, flattened. */
  readonly index: number;
  /** Its part in the score. */
  readonly contribution: number;
  /** As it was given. */
  readonly value: number;
  /** As the autoencoder reconstructs it, on the scale of the data. */
  readonly expected: number;
}

/** Why a row has its score. */
export interface Explanation {
  readonly score: number;
  /** The part of each cell, in the order of the row, flattened. */
  readonly contributions: Float32Array;
  /** The cells with the largest parts, largest first. */
  readonly top: readonly CellPart[];
}

/** What is explained. */
interface Explained {
  readonly autoencoder: Autoencoder;
  readonly score: Score;
  readonly fitted: Fitted;
}

/** Explains the score of each row. */
export async function explained(
  parts: Explained,
  prepared: Prepared,
  { top = 5, batchSize = 256 }: ExplainOptions = {},
): Promise<Explanation[]> {
  checkInteger('top', top, 0);
  const { inputShape } = parts.autoencoder;
  const width = tf.util.sizeFromShape([...inputShape]);
  const found: Explanation[] = [];
  for await (const batch of preparedBatches(prepared, { batchSize })) {
    const first = found.length;
    const scores = await scored(parts.score, parts.fitted, batch, { inputShape, first });
    const expected = await withInputs(batch, inputShape, ({ x }) =>
      valuesOf(() => parts.autoencoder.reconstruct(x)),
    );
    const contributions = parts.score.contributions
      ? (await contributionsOf(parts.score, batch, inputShape)).values
      : await falls(parts, batch, expected, scores);
    for (let row = 0; row < batch.size; row++) {
      const of = (values: Float32Array) => values.subarray(row * width, (row + 1) * width);
      const cells = { contributions: of(contributions), values: of(batch.raw), expected: of(expected) };
      found.push({
        score: scores[row]!,
        contributions: cells.contributions.slice(),
        top: largest(cells, top, prepared.preparation, prepared.nameOf),
      });
    }
  }
  return found;
}

/**
 * What each row's score falls by when one cell is replaced by its reconstruction: the part of a cell in a score that is
 * no sum over cells.
 */
async function falls(
  { autoencoder: { inputShape }, score, fitted }: Explained,
  { values, size }: PreparedBatch,
  expected: Float32Array,
  scores: Float32Array,
): Promise<Float32Array> {
  const width = tf.util.sizeFromShape([...inputShape]);
  const parts = new Float32Array(values.length);
  for (let row = 0; row < size; row++) {
    const from = row * width;
    const replaced = new Float32Array(width * width);
    for (let cell = 0; cell < width; cell++) {
      replaced.set(values.subarray(from, from + width), cell * width);
      replaced[cell * width + cell] = expected[from + cell]!;
    }
    const batch = { values: replaced, observed: undefined, size: width };
    const without = await withInputs(batch, inputShape, (inputs) => score.scores(inputs, fitted));
    for (let cell = 0; cell < width; cell++) parts[from + cell] = scores[row]! - without[cell]!;
  }
  return parts;
}

interface Cells {
  readonly contributions: Float32Array;
  readonly values: Float32Array;
  readonly expected: Float32Array;
}

function largest(
  { contributions, values, expected }: Cells,
  top: number,
  { shift, scale }: Preparation,
  nameOf: CellName,
): CellPart[] {
  const order = [...contributions.keys()].sort((a, b) => contributions[b]! - contributions[a]! || a - b);
  return order.slice(0, top).map((index) => {
    const column = index % shift.length;
    return {
      name: nameOf(index),
      index,
      contribution: contributions[index]!,
      value: values[index]!,
      expected: expected[index]! * scale[column]! + shift[column]!,
    };
  });
}
