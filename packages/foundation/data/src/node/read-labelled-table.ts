import { DataError, OptionError } from '@autoencoders/errors';
import type { ArrayDataset } from '../array-dataset.js';
import { csvNumbers, csvText } from '../formats/csv.js';
import { csvLines } from '../formats/csv-lines.js';
import { parquetNumbers, parquetText } from '../formats/parquet.js';
import { openParquet } from '../formats/parquet-file.js';
import { datasetFromTable, placesOf, type Table, type TextTable } from '../formats/table.js';
import { readBytes } from './read-file.js';

/** Inputs that are numbers, and labels as they were written. */
export interface LabelledTable {
  /** The inputs, `[columns]`, without labels. */
  readonly dataset: ArrayDataset;
  /** Names of the inputs' columns. */
  readonly columns: readonly string[];
  /** One for each example; nothing where a cell is empty. */
  readonly labels: readonly (string | undefined)[];
}

/**
 * Reads a CSV or Parquet file, gzipped or not, of numbers and one column of labels that may be text and may be missing.
 *
 * @param options `columns`: the inputs, in this order; default all but the label. Others may hold anything.
 * @throws {DataError} when it cannot be read or an input is not a finite number.
 * @throws {OptionError} when it is neither, or a column is not there.
 */
export async function readLabelledTable(
  path: string,
  { columns, label }: { readonly columns?: readonly string[]; readonly label: string },
): Promise<LabelledTable> {
  const table = await openTable(path);
  placesOf(table.columns, [label]);
  const inputs = columns ?? table.columns.filter((name) => name !== label);
  if (inputs.length === 0)
    throw new DataError(`${path} has no column but the label '${label}' to use as input`);
  const dataset = datasetFromTable(await table.numbers(inputs));
  const { rows } = await table.text([label]);
  return { dataset, columns: inputs, labels: rows.map(([cell]) => cell || undefined) };
}

/**
 * The names of a table's columns.
 *
 * @throws {DataError} when it cannot be read.
 * @throws {OptionError} when it is neither CSV nor Parquet.
 */
export async function readColumnNames(path: string): Promise<readonly string[]> {
  return (await openTable(path)).columns;
}

interface OpenTable {
  readonly columns: readonly string[];
  numbers(wanted: readonly string[]): Table | Promise<Table>;
  text(wanted: readonly string[]): TextTable | Promise<TextTable>;
}

async function openTable(path: string): Promise<OpenTable> {
  const format = /\.(csv|tsv|parquet)(\.gz)?$/i.exec(path)?.[1]?.toLowerCase();
  if (format === undefined) {
    throw new OptionError(`${path} has no named columns: its name must end in .csv, .tsv or .parquet`);
  }
  const bytes = await readBytes(path);
  if (format === 'parquet') {
    const file = openParquet(bytes, path);
    return {
      columns: file.columns,
      numbers: (wanted) => parquetNumbers(file, path, wanted),
      text: (wanted) => parquetText(file, path, wanted),
    };
  }
  const lines = csvLines(new TextDecoder().decode(bytes), path);
  return {
    columns: lines.columns,
    numbers: (wanted) => csvNumbers(lines, path, wanted),
    text: (wanted) => csvText(lines, wanted),
  };
}
