import { randomPermutation } from '@autoencoders/backend';
import type { Batch, BatchOptions, Dataset } from '@autoencoders/data';
import { checkInteger, DataError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { filledRows, rowCount, type SparseRows } from './sparse-rows.js';

/** What is taken from each value on its way to a model: `mean + rows[r] + columns[c]`. */
export interface Shift {
  readonly mean: number;
  readonly rows: Float32Array;
  readonly columns: Float32Array;
}

/** Options of {@link ratingBatches}. */
export interface RatingBatchesOptions {
  /** Width of a row. */
  readonly columnCount: number;
  /** Cells to be told from the others, in as many rows; those are inputs then, and these are what is asked for. */
  readonly heldOut?: SparseRows;
  /** Taken from each value. */
  readonly shift?: Shift | undefined;
  /** Rows without a number of their own: of someone who was not there in training. Default false. */
  readonly unnumbered?: boolean;
  /** Which rows, in this order. Default: all that have something to be told. */
  readonly rows?: Int32Array;
}

/** What a cell is to a model, as `y` has it. */
export const roles = { both: 0, input: 1, target: 2 } as const;

/** The numbers that `y` has for each cell. */
export const cellWidth = 5;

/** Numbers up to here are exact in 32-bit floats. */
const exact = 2 ** 24;

/**
 * Sparse rows as a dataset: `x` `[batch, columnCount]` are the inputs, 0 where there is none; `y` `[cells, 5]` are the
 * cells behind them, row by row: the row within the batch, the column, the value, the cell's role (0: input and target,
 * 1: input, 2: target) and, at the first cell of a row, 1 + its number among all rows, else 0.
 *
 * `x` is filled on the engine; what goes there is the cells.
 *
 * @throws {DataError} when no row has a cell, or rows or columns are more than 2^24.
 */
export function ratingBatches(inputs: SparseRows, options: RatingBatchesOptions): Dataset {
  const { columnCount, heldOut } = options;
  const rows = options.rows ?? filledRows(heldOut ?? inputs);
  for (const [what, count] of [
    ['rows', rowCount(inputs)],
    ['columns', columnCount],
  ] as const) {
    if (count >= exact)
      throw new DataError(`there are ${count} ${what}: at most ${exact - 1} can be numbered`);
  }
  if (rows.length === 0) throw new DataError('there are no ratings: give at least one');
  return {
    shape: [columnCount],
    size: rows.length,
    async *batches({ batchSize, shuffle, skip = 0 }: BatchOptions): AsyncGenerator<Batch> {
      checkInteger('batchSize', batchSize);
      checkInteger('skip', skip, 0);
      const order = shuffle && randomPermutation(rows.length, shuffle.seed, 'shuffle', shuffle.epoch);
      for (let from = skip * batchSize; from < rows.length; from += batchSize) {
        const part = Int32Array.from(
          { length: Math.min(batchSize, rows.length - from) },
          (_, at) => rows[order ? order[from + at]! : from + at]!,
        );
        yield ratingBatch(part, inputs, options);
      }
    },
  };
}

/** The batch of these rows, as {@link ratingBatches} makes it; without a cell it has no `y`. */
export function ratingBatch(
  rows: Int32Array,
  inputs: SparseRows,
  { columnCount, heldOut, shift, unnumbered = false }: Omit<RatingBatchesOptions, 'rows'>,
): Batch {
  const inputCount = cellsIn(rows, inputs);
  const count = inputCount + (heldOut ? cellsIn(rows, heldOut) : 0);
  const cells = new Float32Array(count * cellWidth);
  const places = new Int32Array(2 * inputCount);
  const values = new Float32Array(inputCount);
  let [to, place] = [0, 0];

  function put(source: SparseRows, at: number, role: number, isFirst: boolean): boolean {
    const row = rows[at]!;
    let first = isFirst;
    const base = shift ? shift.mean + shift.rows[row]! : 0;
    for (let cell = source.offsets[row]!; cell < source.offsets[row + 1]!; cell++) {
      const column = source.columns[cell]!;
      const value = source.values[cell]! - base - (shift ? shift.columns[column]! : 0);
      cells[to] = at;
      cells[to + 1] = column;
      cells[to + 2] = value;
      cells[to + 3] = role;
      cells[to + 4] = first ? row + 1 : 0;
      to += cellWidth;
      first = false;
      if (role === roles.target) continue;
      places[2 * place] = at;
      places[2 * place + 1] = column;
      values[place++] = value;
    }
    return first;
  }

  for (let at = 0; at < rows.length; at++) {
    const first = put(inputs, at, heldOut ? roles.input : roles.both, !unnumbered);
    if (heldOut) put(heldOut, at, roles.target, first);
  }
  return tf.tidy(() => {
    const shape: [number, number] = [rows.length, columnCount];
    const x =
      inputCount === 0
        ? tf.zeros(shape)
        : tf.scatterND(tf.tensor2d(places, [inputCount, 2], 'int32'), tf.tensor1d(values), shape);
    return count === 0 ? { x } : { x, y: tf.tensor2d(cells, [count, cellWidth]) };
  }) as unknown as Batch;
}

function cellsIn(rows: Int32Array, { offsets }: SparseRows): number {
  let count = 0;
  for (const row of rows) count += offsets[row + 1]! - offsets[row]!;
  return count;
}
