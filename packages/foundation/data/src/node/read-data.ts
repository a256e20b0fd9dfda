import { DataError, formatShape, OptionError } from '@autoencoders/errors';
import { type ArrayDataset, arrayDataset } from '../array-dataset.js';
import { parseCsv } from '../formats/csv.js';
import { parseIdx } from '../formats/idx.js';
import { parseNpy, parseNpz } from '../formats/npy.js';
import { parseParquet } from '../formats/parquet.js';
import { datasetFromTable, numberedColumns, type TableOptions } from '../formats/table.js';
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
 * optional `y`) or IDX, each gzipped too (but Parquet and npz).
 *
 * @throws {DataError} when it cannot be read or its contents cannot be used.
 * @throws {OptionError} when the format is unknown, or a column is not there.
 */
export async function readData(path: string, options: TableOptions = {}): Promise<DataFile> {
  const name = path.replace(/\.gz$/, '').toLowerCase();
  const format = dataFormats.find((ending) => name.endsWith(ending));
  if (!format)
    throw new OptionError(
      `the format of ${path} is unknown: its name must end in ${dataFormats.join(', ')}, or these with .gz`,
    );
  const bytes = await readBytes(path);
  switch (format) {
    case '.csv':
    case '.tsv':
      return fromTable(parseCsv(new TextDecoder().decode(bytes), path), options);
    case '.parquet':
      return fromTable(await parseParquet(bytes, path), options);
    case '.npz':
      return fromNpz(bytes, path);
    case '.npy':
      return fromArray(parseNpy(bytes, path), undefined, path);
    default:
      return fromArray(parseIdx(bytes, path), undefined, path);
  }
}

function fromTable(table: Parameters<typeof datasetFromTable>[0], options: TableOptions): DataFile {
  const columns = options.columns ?? table.columns.filter((name) => name !== options.label);
  return { dataset: datasetFromTable(table, options), columns };
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
  const dataset = arrayDataset({ x: x.values, shape, ...(y ? { y: y.values } : {}) });
  return { dataset, columns: shape.length === 1 ? numberedColumns(shape[0]!) : undefined };
}
