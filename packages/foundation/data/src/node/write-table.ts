import { OptionError } from '@autoencoders/errors';
import type { Column } from '../formats/column.js';
import { formatCsv } from '../formats/csv.js';
import { formatParquet } from '../formats/parquet.js';
import type { Table } from '../formats/table.js';
import { writeFileAtomic } from './write-file-atomic.js';

/**
 * Writes a table, or columns of numbers and text, whole or not at all, as CSV or Parquet by how the path ends.
 *
 * @throws {OptionError} for another ending.
 * @throws {ShapeError} when columns differ in length.
 * @throws {StorageError} when the file system refuses.
 */
export async function writeTable(path: string, table: Table | readonly Column[]): Promise<void> {
  if (path.endsWith('.csv')) return writeFileAtomic(path, formatCsv(table));
  if (path.endsWith('.parquet')) return writeFileAtomic(path, formatParquet(table));
  throw new OptionError(`cannot write ${path}: its name must end in .csv or .parquet`);
}
