import { DataError, formatShape, OptionError, ShapeError } from '@autoencoders/errors';
import { type ArrayDataset, arrayDataset } from '../array-dataset.js';
import { parseCsv } from '../formats/csv.js';
import { parseIdx } from '../formats/idx.js';
import { parseNpy, parseNpz } from '../formats/npy.js';
import { parseParquet } from '../formats/parquet.js';
import { datasetFromTable, numberedColumns, type Table, type TableOptions } from '../formats/table.js';
import { integersIfWhole, type NumericArray } from '../numeric-array.js';
import { readBytes } from './read-file.js';

/** What a data file holds. */
export interface DataFile {
  readonly dataset: ArrayDataset;
  /** Names of the input's columns, where it is a table. */
  readonly columns: readonly string[] | undefined;
}

/** The formats that are read, by how a file's name ends (`.gz` aside). */
export const dataFormats = ['.csv', '.tsv', '.parquet', '.npz', '.npy', '.idx', '-ubyte'] as const;

/**
 * Reads a data file of any known format: CSV, Parquet, numpy (`.npz` with an array `X`, or the only one, and an
 * optional `y`) or IDX, each gzipped too. With `columns`, the other columns of a table may hold anything.
 *
 * @throws {DataError} when it cannot be read or its contents cannot be used.
 * @throws {OptionError} when the format is unknown, a column is not there, or columns are named and it is no table.
 * @throws {ShapeError} when there are not as many labels as examples.
 */
export async function readData(path: string, options: TableOptions = {}): Promise<DataFile> {
  const name = path.toLowerCase().replace(/\.gz$/, '');
  const format = dataFormats.find((ending) => name.endsWith(ending));
  if (!format)
    throw new OptionError(
      `the format of ${path} is unknown: its name must end in ${dataFormats.join(', ')}, or these with .gz`,
    );
  const tabular = format === '.csv' || format === '.tsv' || format === '.parquet';
  if (!tabular && (options.label !== undefined || options.columns)) {
    throw new OptionError(`columns or a label are named, and ${path} has no named columns: leave them out`);
  }
  const bytes = await readBytes(path);
  switch (format) {
    case '.csv':
    case '.tsv':
      return fromTable(parseCsv(new TextDecoder().decode(bytes), path, usedColumns(options)), options, path);
    case '.parquet':
      return fromTable(await parseParquet(bytes, path, usedColumns(options)), options, path);
    case '.npz':
      return fromNpz(bytes, path);
    case '.npy':
      return fromArray(parseNpy(bytes, path), undefined, path);
    default:
      return fromArray(parseIdx(bytes, path), undefined, path);
  }
}

/** The columns to read, where the inputs are named. */
function usedColumns({ columns, label }: TableOptions): readonly string[] | undefined {
  return columns && [...new Set(label === undefined ? columns : [...columns, label])];
}

function fromTable(table: Table, options: TableOptions, path: string): DataFile {
  const columns = options.columns ?? table.columns.filter((name) => name !== options.label);
  return { dataset: naming(path, () => datasetFromTable(table, options)), columns };
}

/** What went wrong with the contents of a file, with its name in front. */
function naming<Result>(path: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const message = `${path}: ${(error as Error).message}`;
    if (error instanceof DataError) throw new DataError(message, { cause: error });
    if (error instanceof ShapeError) throw new ShapeError(message, { cause: error });
    throw error;
  }
}

function fromNpz(bytes: Uint8Array, path: string): DataFile {
  const arrays = parseNpz(bytes, path);
  const x = arrays.get('X') ?? arrays.get('x') ?? (arrays.size === 1 ? [...arrays.values()][0] : undefined);
  if (!x)
    throw new DataError(
      `${path} has the arrays ${[...arrays.keys()].join(', ') || 'none'}: name the inputs 'X'`,
    );
  return fromArray(x, arrays.get('y'), path);
}

interface Shaped {
  readonly shape: readonly number[];
  readonly values: NumericArray;
}

function fromArray(x: Shaped, y: Shaped | undefined, path: string): DataFile {
  if (x.shape.length < 2) {
    throw new DataError(
      `${path} has an array of shape ${formatShape(x.shape)}: inputs need at least two dimensions, [examples, ...]`,
    );
  }
  const rest = x.shape.slice(1);
  // Images without a channel axis get one.
  const shape = rest.length === 2 ? [...rest, 1] : rest;
  const dataset = naming(path, () =>
    arrayDataset({ x: x.values, shape, ...(y ? { y: integersIfWhole(y.values) } : {}) }),
  );
  return { dataset, columns: shape.length === 1 ? numberedColumns(shape[0]!) : undefined };
}
