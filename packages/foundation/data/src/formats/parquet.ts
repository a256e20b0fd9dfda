import { DataError } from '@autoencoders/errors';
import { type FileMetaData, parquetMetadata, parquetRead, parquetSchema } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { fitsFloat32 } from '../numeric-array.js';
import { shown } from './shown.js';
import { placesOf, type Table } from './table.js';

/**
 * Reads a Parquet file of numeric columns, one column after another.
 *
 * @param name what messages call it
 * @param wanted columns to read; others may hold anything. Default all.
 * @throws {DataError} when it is not Parquet, is cut short or empty, or a cell is not a finite number.
 * @throws {OptionError} listing the columns when one that is wanted is not there.
 */
export async function parseParquet(
  bytes: Uint8Array,
  name = 'the Parquet file',
  wanted?: readonly string[],
): Promise<Table> {
  const file = new Uint8Array(bytes).buffer;
  const unreadable = (error: unknown) =>
    new DataError(`${name} cannot be read as Parquet: ${(error as Error).message}`, { cause: error });
  let metadata: FileMetaData;
  try {
    metadata = parquetMetadata(file);
  } catch (error) {
    throw unreadable(error);
  }
  const names = parquetSchema(metadata).children.map(({ element }) => element.name);
  const rows = Number(metadata.num_rows);
  if (names.length === 0 || rows === 0) throw new DataError(`${name} is empty: expected rows of numbers`);
  if (wanted) placesOf(names, wanted);
  const columns = wanted ?? names;
  const values = new Float32Array(rows * columns.length);
  for (const [place, column] of columns.entries()) {
    const cells = await readColumn(file, metadata, column).catch((error: unknown) => {
      throw unreadable(error);
    });
    if (cells.length !== rows) {
      throw new DataError(`${name}, column ${shown(column)} has ${cells.length} cells, expected ${rows}`);
    }
    cells.forEach(([cell], row) => {
      const value = typeof cell === 'bigint' || typeof cell === 'boolean' ? Number(cell) : cell;
      if (typeof value !== 'number' || !fitsFloat32(value)) {
        throw new DataError(
          `${name}, row ${row + 1}, column ${shown(column)} is ${describe(cell)}, expected a finite number`,
        );
      }
      values[row * columns.length + place] = value;
    });
  }
  return { columns, rows, values };
}

async function readColumn(file: ArrayBuffer, metadata: FileMetaData, column: string): Promise<unknown[][]> {
  let rows: unknown[][] = [];
  await parquetRead({
    file,
    metadata,
    compressors,
    columns: [column],
    onComplete: (read) => {
      rows = read;
    },
  });
  return rows;
}

function describe(cell: unknown): string {
  if (cell === null || cell === undefined) return 'missing';
  if (typeof cell === 'string') return shown(cell);
  if (cell instanceof Date) return 'a date';
  return typeof cell === 'object' ? 'a list or structure' : String(cell);
}

/** A table as a Parquet file of FLOAT columns. */
export function formatParquet({ columns, rows, values }: Table): Uint8Array {
  const columnData = columns.map((name, place) => ({
    name,
    type: 'FLOAT' as const,
    data: Float32Array.from({ length: rows }, (_, row) => values[row * columns.length + place]!),
  }));
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}
