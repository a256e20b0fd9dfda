import { DataError } from '@autoencoders/errors';
import { type FileMetaData, parquetMetadata, parquetRead, parquetSchema } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { shown } from './shown.js';

/** A Parquet file with rows, whose columns are read one by one. */
export interface ParquetFile {
  readonly columns: readonly string[];
  readonly rows: number;
  /** A cell for each row. @throws {DataError} when the column cannot be read. */
  cellsOf(column: string): Promise<readonly unknown[]>;
}

/**
 * Reads what columns a Parquet file has.
 *
 * @param name what messages call it
 * @throws {DataError} when it is not Parquet, is cut short or empty.
 */
export function openParquet(bytes: Uint8Array, name: string): ParquetFile {
  const file = new Uint8Array(bytes).buffer;
  const unreadable = (error: unknown) =>
    new DataError(`${name} cannot be read as Parquet: ${(error as Error).message}`, { cause: error });
  let metadata: FileMetaData;
  try {
    metadata = parquetMetadata(file);
  } catch (error) {
    throw unreadable(error);
  }
  const columns = parquetSchema(metadata).children.map(({ element }) => element.name);
  const rows = Number(metadata.num_rows);
  if (columns.length === 0 || rows === 0) throw new DataError(`${name} is empty: expected rows`);
  return {
    columns,
    rows,
    cellsOf: async (column) => {
      const cells = await readColumn(file, metadata, column).catch((error: unknown) => {
        throw unreadable(error);
      });
      if (cells.length !== rows) {
        throw new DataError(`${name}, column ${shown(column)} has ${cells.length} cells, expected ${rows}`);
      }
      return cells.map(([cell]) => cell);
    },
  };
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
