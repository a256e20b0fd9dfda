import { gatherRows, type RowTable, rowsTensor } from '@autoencoders/backend';
import { checkNumber, DataError, formatShape, OptionError, ShapeError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import type { Batch, BatchOptions, Dataset } from './dataset.js';
import { fitsFloat32, type NumericArray } from './numeric-array.js';
import { rowBatches } from './row-batches.js';

/** Examples in memory. */
export interface ArrayDatasetOptions {
  /** All inputs, row by row, or rows as arrays of numbers. */
  readonly x: NumericArray | readonly (readonly number[])[];
  /** Shape of one input; by default the length of a row. Needed with a flat array. */
  readonly shape?: readonly number[];
  /**
   * A label or target for each example, one after another. Batches hold them as int32 where they come in an array
   * of integers (which `tf.oneHot` needs), else as float32.
   */
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
  checkNumber('scale', scale);
  for (const lengths of [shape ?? [], targetShape]) checkLengths(lengths);
  const inputs = { ...(ArrayBuffer.isView(x) ? flatTable(x, shape) : rowTable(x, shape)), scale };
  checkFinite(inputs, 'value');
  if (!y) return makeDataset(inputs, undefined, undefined);
  const targets = { values: y, shape: targetShape, width: sizeOf(targetShape), scale: 1 };
  if (y.length !== inputs.size * targets.width) {
    throw new ShapeError(
      `there are ${inputs.size} examples and ${y.length} target values of shape ${formatShape(targetShape)}`,
    );
  }
  checkFinite(targets, 'target');
  return makeDataset(inputs, targets, undefined);
}

interface Table extends RowTable {
  readonly shape: readonly number[];
}

function makeDataset(
  inputs: Table & { size: number },
  targets: Table | undefined,
  view: Uint32Array | undefined,
): ArrayDataset {
  const size = view?.length ?? inputs.size;
  const stored = (row: number) => {
    // Also catches what is not a number.
    if (!(row >= 0 && row < size)) {
      throw new OptionError(`row ${row} is asked for, there are rows 0 to ${size - 1}`);
    }
    return view ? view[row]! : row;
  };
  const gathered = (table: Table, rows: ArrayLike<number>) =>
    gatherRows(table, Uint32Array.from(rows, stored), new Float32Array(rows.length * table.width));
  return {
    shape: inputs.shape,
    size,
    targetShape: targets?.shape,
    values: (rows) => gathered(inputs, rows),
    targets: (rows) => targets && gathered(targets, rows),
    subset: (rows) => makeDataset(inputs, targets, Uint32Array.from(rows, stored)),
    async *batches(options: BatchOptions): AsyncGenerator<Batch> {
      for (const batch of rowBatches(size, options)) {
        const rows = batch.map(stored);
        yield {
          x: rowsTensor(inputs, rows, inputs.shape),
          ...(targets ? { y: targetTensor(targets, rows) } : {}),
        };
      }
    },
  };
}

function targetTensor(targets: Table, rows: ArrayLike<number>): tf.Tensor {
  if (!isInteger(targets.values)) return rowsTensor(targets, rows, targets.shape);
  const values = gatherRows(targets, rows, new Int32Array(rows.length * targets.width));
  return tf.tensor(values, [rows.length, ...targets.shape], 'int32');
}

/** Whether the values are of a type that fits int32. */
function isInteger(values: ArrayLike<number>): boolean {
  return ![Float32Array, Float64Array, Uint32Array, Array].some((type) => values instanceof type);
}

function checkLengths(shape: readonly number[]): void {
  if (shape.some((length) => !Number.isInteger(length) || length < 1)) {
    throw new ShapeError(`shape ${formatShape(shape)} is impossible: give integers of at least 1`);
  }
}

function flatTable(values: NumericArray, shape: readonly number[] | undefined) {
  if (!shape) throw new OptionError('a flat array needs a shape: give the shape of one example');
  const width = sizeOf(shape);
  if (values.length === 0) throw new DataError('the array holds no examples');
  if (values.length % width !== 0) {
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

function checkFinite({ values, width, scale }: Omit<Table, 'shape'>, what: string): void {
  if (!(values instanceof Float32Array || values instanceof Float64Array || Array.isArray(values))) return;
  for (let at = 0; at < values.length; at++) {
    if (fitsFloat32(values[at]! * scale)) continue;
    const place = `row ${Math.floor(at / width)}, ${what} ${at % width}`;
    throw new DataError(`${place} is ${values[at]}: replace or drop what is not a finite number of 32 bits`);
  }
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, length) => size * length, 1);
}
