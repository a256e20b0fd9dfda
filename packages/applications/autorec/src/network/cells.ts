import type { Batch } from '@autoencoders/data';
import { DataError, formatShape } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { cellWidth, roles } from '../ratings/rating-batches.js';

/** The cells of a batch on the engine, `[cells]` each. */
export interface Cells {
  /** How many there are. */
  readonly count: number;
  /** The row within the batch, int32. */
  readonly rows: tf.Tensor1D;
  /** The column, int32. */
  readonly columns: tf.Tensor1D;
  /** Row and column, `[cells, 2]`, int32. */
  readonly places: tf.Tensor2D;
  readonly values: tf.Tensor1D;
  /** 1 for an input, else 0. */
  readonly inputs: tf.Tensor1D;
  /** 1 for a target, else 0. */
  readonly targets: tf.Tensor1D;
  /** 1 + the number of the row among all rows at its first cell, else 0. */
  readonly numbers: tf.Tensor1D;
}

/** The cells of a batch; `undefined` where it has none. @throws {DataError} when `y` holds something else. */
export function cellsOf({ y }: Batch): Cells | undefined {
  if (!y) return undefined;
  if (y.rank !== 2 || y.shape[1] !== cellWidth) {
    throw new DataError(
      `the batch has y of shape ${formatShape(y.shape)}: give ratings, as the model's 'batches()' does`,
    );
  }
  const count = y.shape[0]!;
  const [rows, columns, values, role, numbers] = (
    tf.split(y as tf.Tensor2D, cellWidth, 1) as tf.Tensor2D[]
  ).map((part) => tf.reshape(part, [count])) as [
    tf.Tensor1D,
    tf.Tensor1D,
    tf.Tensor1D,
    tf.Tensor1D,
    tf.Tensor1D,
  ];
  const is = (other: number) => tf.cast(tf.notEqual(role, other), 'float32') as tf.Tensor1D;
  return {
    count,
    rows: tf.cast(rows, 'int32'),
    columns: tf.cast(columns, 'int32'),
    places: tf.cast(tf.slice(y as tf.Tensor2D, [0, 0], [count, 2]), 'int32'),
    values,
    inputs: is(roles.target),
    targets: is(roles.input),
    numbers,
  };
}

/** The cells of a batch. @throws {DataError} when it has none. */
export function neededCells(batch: Batch): Cells {
  const cells = cellsOf(batch);
  if (cells) return cells;
  throw new DataError("the batch has no ratings to learn from: train on the model's 'batches()'");
}

/** The sums of each row of a batch: `[cells]` to `[batch]`. */
export function rowSums(values: tf.Tensor1D, { rows }: Pick<Cells, 'rows'>, batch: number): tf.Tensor1D {
  return tf.unsortedSegmentSum(values, rows, batch);
}
