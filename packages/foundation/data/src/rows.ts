import { DataError } from '@autoencoders/errors';
import type * as tf from '@tensorflow/tfjs';

/** Examples on the host, such as codes, reconstructions or coordinates. */
export interface Rows {
  /** One row after another. */
  readonly values: Float32Array;
  /** `[examples, ...]`. */
  readonly shape: readonly number[];
}

/**
 * Rows of one shape, one after another.
 *
 * @throws {DataError} when there are none.
 */
export function concatenateRows(parts: readonly Rows[]): Rows {
  if (parts.length === 0) throw new DataError('the dataset has no examples: give at least one');
  const values = new Float32Array(parts.reduce((size, part) => size + part.values.length, 0));
  let used = 0;
  let examples = 0;
  for (const part of parts) {
    values.set(part.values, used);
    used += part.values.length;
    examples += part.shape[0]!;
  }
  return { values, shape: [examples, ...parts[0]!.shape.slice(1)] };
}

/** The rows `[examples, ...]` that are named, in their order. */
export function takeRows({ values, shape }: Rows, rows: ArrayLike<number>): Rows {
  const width = shape.slice(1).reduce((a, b) => a * b, 1);
  const taken = new Float32Array(rows.length * width);
  for (let to = 0; to < rows.length; to++) {
    const from = rows[to]! * width;
    taken.set(values.subarray(from, from + width), to * width);
  }
  return { values: taken, shape: [rows.length, ...shape.slice(1)] };
}

/** The values of a tensor of any type on the host, with its shape; the tensor stays. */
export async function rowsOfTensor(tensor: tf.Tensor): Promise<Rows> {
  return { values: Float32Array.from(await tensor.data()), shape: tensor.shape };
}

/** The column of the largest value of each row of `[examples, columns]`, the first of equal ones. */
export function largestOfEachRow({ values, shape }: Rows): Int32Array {
  const [examples, columns] = shape as [number, number];
  return Int32Array.from({ length: examples }, (_, row) => {
    let best = 0;
    for (let column = 1; column < columns; column++) {
      if (values[row * columns + column]! > values[row * columns + best]!) best = column;
    }
    return best;
  });
}
