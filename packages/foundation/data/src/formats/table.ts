import { DataError, OptionError } from '@autoencoders/errors';
import { type ArrayDataset, arrayDataset } from '../array-dataset.js';
import { integersIfWhole } from '../numeric-array.js';
import { shown } from './shown.js';

/** Rows of numbers under named columns. */
export interface Table {
  readonly columns: readonly string[];
  /** Number of rows. */
  readonly rows: number;
  /** Row after row, `rows · columns.length` values. */
  readonly values: Float32Array;
}

/** Rows of text under named columns. */
export interface TextTable {
  readonly columns: readonly string[];
  /** Cells of each row; the empty text where one is missing. */
  readonly rows: readonly (readonly string[])[];
}

/** Which columns of a table to use. */
export interface TableOptions {
  /** Columns to use as inputs, in this order. Default: all but the label. */
  readonly columns?: readonly string[];
  /** Column to use as label. Default none. */
  readonly label?: string;
}

/**
 * A table as a dataset of inputs `[columns]`. A label of whole numbers is int32 in the batches.
 *
 * @throws {OptionError} listing the columns when one is not there.
 * @throws {DataError} when nothing is left.
 */
export function datasetFromTable(table: Table, { columns, label }: TableOptions = {}): ArrayDataset {
  const used = columns ?? table.columns.filter((name) => name !== label);
  if (used.length === 0) throw new DataError('the table has no column to use as input');
  const places = placesOf(table.columns, used);
  const x = new Float32Array(table.rows * places.length);
  const width = table.columns.length;
  for (let row = 0; row < table.rows; row++) {
    for (let k = 0; k < places.length; k++)
      x[row * places.length + k] = table.values[row * width + places[k]!]!;
  }
  if (label === undefined) return arrayDataset({ x, shape: [places.length] });
  const [at] = placesOf(table.columns, [label]) as [number];
  const y = Float32Array.from({ length: table.rows }, (_, row) => table.values[row * width + at]!);
  return arrayDataset({ x, y: integersIfWhole(y), shape: [places.length] });
}

/**
 * Where the columns named stand.
 *
 * @throws {OptionError} listing the columns when one is not there.
 */
export function placesOf(columns: readonly string[], wanted: readonly string[]): number[] {
  return wanted.map((name) => {
    const place = columns.indexOf(name);
    if (place < 0)
      throw new OptionError(`there is no column ${shown(name)}: the columns are ${listed(columns)}`);
    return place;
  });
}

function listed(names: readonly string[]): string {
  const first = names.slice(0, 20).join(', ');
  return names.length > 20 ? `${first} and ${names.length - 20} more` : first;
}

/** Names for columns that have none. */
export function numberedColumns(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `column${index + 1}`);
}
