import { DataError } from '@autoencoders/errors';
import { parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { Table } from './table.js';

/**
 * Reads a Parquet file of numeric columns.
 *
 * @throws {DataError} when it is not Parquet, is cut short or empty, or a cell is not a finite number.
 */
export async function parseParquet(bytes: Uint8Array, name = 'the Parquet file'): Promise<Table> {
  const file = bytes.slice().buffer;
  const objects = await parquetReadObjects({ file, compressors }).catch((error: Error) => {
    throw new DataError(`${name} cannot be read as Parquet: ${error.message}`, { cause: error });
  });
  const columns = Object.keys(objects[0] ?? {});
  if (columns.length === 0) throw new DataError(`${name} is empty: expected rows of numbers`);
  const values = new Float32Array(objects.length * columns.length);
  objects.forEach((object, row) => {
    columns.forEach((column, place) => {
      const cell = object[column] as unknown;
      const value = typeof cell === 'bigint' || typeof cell === 'boolean' ? Number(cell) : cell;
      if (typeof value !== 'number' || !Number.isFinite(value)) {
        throw new DataError(
          `${name}, row ${row + 1}, column '${column}' is ${JSON.stringify(cell) ?? String(cell)}, expected a finite number`,
        );
      }
      values[row * columns.length + place] = value;
    });
  });
  return { columns, rows: objects.length, values };
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
