import { randomPermutation } from '@autoencoders/backend';
import { DataError, formatShape, OptionError, ShapeError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import type { Batch, BatchOptions, Dataset } from './dataset.js';

/** Arrays that hold examples one after another. */
export type NumericArray =
  | Float32Array
  | Float64Array
  | Uint8Array
  | Uint8ClampedArray
  | Int8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array;

/** Examples in memory. */
export interface ArrayDatasetOptions {
  /** All inputs, row by row, or rows as arrays of numbers. */
  readonly x: NumericArray | readonly (readonly number[])[];
  /** Shape of one input; by default the length of a row. Needed with a flat array. */
  readonly shape?: readonly number[];
  /** A label or target for each example: integers, or rows of numbers. */
  readonly y?: NumericArray | readonly number[];
  /** Shape of one target; by default `[]`, one number each. */
  readonly targetShape?: readonly number[];
  /** Each stored value is multiplied by this on its way out: bytes stay bytes, 1/255 makes them grey values. */
  readonly scale?: number;
}

/** A dataset in memory that can be split, and read without an engine. */
export interface ArrayDataset extends Dataset {
  readonly size: number;
  /** Shape of one target; `undefined` without targets. */
  readonly targetShape: readonly number[] | undefined;
  /** The inputs of the rows named, `rows.length · sizeof(shape)` values, scaled. */
  values(rows: ArrayLike<number>): Float32Array;
  /** The targets of the rows named. */
  targets(rows: ArrayLike<number>): Float32Array | undefined;
  /** A view of the rows named; nothing is copied. */
  subset(rows: ArrayLike<number>): ArrayDataset;
}

/**
 * A dataset over arrays in memory. Values are checked once to be finite; batches are gathered on the host and
 * uploaded.
 *
 * @example
 * const data = arrayDataset({ x: pixels, shape: [28, 28, 1], y: labels, scale: 1 / 255 });
 *
 * @throws {DataError} without examples, or naming the first row and value that is not finite.
 * @throws {ShapeError} when lengths do not fit.
 */
export function arrayDataset({
  x,
  shape,
  y,
  targetShape = [],
  scale = 1,
}: ArrayDatasetOptions): ArrayDataset {
  const inputs = ArrayBuffer.isView(x) ? flatTable(x, shape) : rowTable(x, shape);
  checkFinite(inputs);
  if (!y) return makeDataset({ ...inputs, scale }, undefined, undefined);
  const targets = { values: y, shape: targetShape, width: sizeOf(targetShape), scale: 1 };
  if (y.length !== inputs.size * targets.width) {
    throw new ShapeError(
      `there are ${inputs.size} examples and ${y.length} target values of shape ${formatShape(targetShape)}`,
    );
  }
  return makeDataset({ ...inputs, scale }, targets, undefined);
}

interface Table {
  readonly values: ArrayLike<number>;
  readonly shape: readonly number[];
  readonly width: number;
  readonly scale: number;
}

function makeDataset(
  inputs: Table & { size: number },
  targets: Table | undefined,
  view: Uint32Array | undefined,
): ArrayDataset {
  const size = view?.length ?? inputs.size;
  const stored = (row: number) => (view ? view[row]! : row);
  const gathered = (table: Table, rows: ArrayLike<number>) => gather(table, rows, stored);
  return {
    shape: inputs.shape,
    size,
    targetShape: targets?.shape,
    values: (rows) => gathered(inputs, rows),
    targets: (rows) => targets && gathered(targets, rows),
    subset: (rows) =>
      makeDataset(
        inputs,
        targets,
        Uint32Array.from(rows, (row) => checkedRow(row, size, stored)),
      ),
    async *batches({ batchSize, shuffle, skip = 0 }: BatchOptions): AsyncGenerator<Batch> {
      const order = shuffle
        ? randomPermutation(size, shuffle.seed, 'shuffle', shuffle.epoch)
        : Uint32Array.from({ length: size }, (_, row) => row);
      for (let from = skip * batchSize; from < size; from += batchSize) {
        const rows = order.subarray(from, from + batchSize);
        yield {
          x: tf.tensor(gathered(inputs, rows), [rows.length, ...inputs.shape]),
          ...(targets ? { y: tf.tensor(gathered(targets, rows), [rows.length, ...targets.shape]) } : {}),
        };
      }
    },
  };
}

function gather(
  { values, width, scale }: Table,
  rows: ArrayLike<number>,
  stored: (row: number) => number,
): Float32Array {
  const out = new Float32Array(rows.length * width);
  for (let i = 0; i < rows.length; i++) {
    const from = stored(rows[i]!) * width;
    const to = i * width;
    for (let k = 0; k < width; k++) out[to + k] = values[from + k]! * scale;
  }
  return out;
}

function checkedRow(row: number, size: number, stored: (row: number) => number): number {
  if (!Number.isInteger(row) || row < 0 || row >= size) {
    throw new OptionError(`row ${row} is asked for, there are rows 0 to ${size - 1}`);
  }
  return stored(row);
}

function flatTable(values: NumericArray, shape: readonly number[] | undefined) {
  if (!shape) throw new OptionError('a flat array needs a shape: give the shape of one example');
  const width = sizeOf(shape);
  if (values.length === 0) throw new DataError('the array holds no examples');
  if (width === 0 || values.length % width !== 0) {
    throw new ShapeError(`${values.length} values do not make whole examples of shape ${formatShape(shape)}`);
  }
  return { values, shape, width, size: values.length / width };
}

function rowTable(rows: readonly (readonly number[])[], shape: readonly number[] | undefined) {
  const width = rows[0]?.length ?? 0;
  if (width === 0) throw new DataError('there are no examples');
  if (shape && sizeOf(shape) !== width) {
    throw new ShapeError(`a row has ${width} values, shape ${formatShape(shape)} needs ${sizeOf(shape)}`);
  }
  const values = new Float32Array(rows.length * width);
  rows.forEach((row, index) => {
    if (row.length !== width)
      throw new DataError(`row ${index} has ${row.length} values, row 0 has ${width}`);
    values.set(row, index * width);
  });
  return { values, shape: shape ?? [width], width, size: rows.length };
}

function checkFinite({ values, width }: { values: ArrayLike<number>; width: number }): void {
  if (!(values instanceof Float32Array || values instanceof Float64Array)) return;
  const at = values.findIndex((value: number) => !Number.isFinite(value));
  if (at < 0) return;
  const place = `row ${Math.floor(at / width)}, value ${at % width}`;
  throw new DataError(`${place} is ${values[at]}: replace or drop what is not a finite number`);
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, length) => size * length, 1);
}
