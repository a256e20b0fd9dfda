import { DataError } from '@autoencoders/errors';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { fitsFloat32 } from '../numeric-array.js';
import { type Column, rowsOf } from './column.js';
import { openParquet, type ParquetFile } from './parquet-file.js';
import { shown } from './shown.js';
import { placesOf, type Table, type TextTable } from './table.js';

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
  return parquetNumbers(openParquet(bytes, name), name, wanted);
}

/**
 * Reads columns of a Parquet file as text: strings without space around them, and numbers, truth values and dates as
 * they are written. A cell that is missing or NaN is the empty text.
 *
 * @param name what messages call it
 * @param wanted columns to read; others may hold anything. Default all.
 * @throws {DataError} when it is not Parquet, is cut short or empty, or a cell is a list or structure.
 * @throws {OptionError} listing the columns when one that is wanted is not there.
 */
export async function parseParquetText(
  bytes: Uint8Array,
  name = 'the Parquet file',
  wanted?: readonly string[],
): Promise<TextTable> {
  return parquetText(openParquet(bytes, name), name, wanted);
}

/** Columns as numbers. @throws as {@link parseParquet}. */
export async function parquetNumbers(file: ParquetFile, name: string, wanted = file.columns): Promise<Table> {
  placesOf(file.columns, wanted);
  const values = new Float32Array(file.rows * wanted.length);
  for (const [place, column] of wanted.entries()) {
    (await file.cellsOf(column)).forEach((cell, row) => {
      const value = typeof cell === 'bigint' || typeof cell === 'boolean' ? Number(cell) : cell;
      if (typeof value !== 'number' || !fitsFloat32(value)) {
        throw new DataError(
          `${name}, row ${row + 1}, column ${shown(column)} is ${describe(cell)}, expected a finite number`,
        );
      }
      values[row * wanted.length + place] = value;
    });
  }
  return { columns: wanted, rows: file.rows, values };
}

/** Columns as text. @throws as {@link parseParquetText}. */
export async function parquetText(
  file: ParquetFile,
  name: string,
  wanted = file.columns,
): Promise<TextTable> {
  placesOf(file.columns, wanted);
  const rows = Array.from({ length: file.rows }, () => new Array<string>(wanted.length));
  for (const [place, column] of wanted.entries()) {
    (await file.cellsOf(column)).forEach((cell, row) => {
      const text = textOf(cell);
      if (text === undefined) {
        throw new DataError(
          `${name}, row ${row + 1}, column ${shown(column)} is ${describe(cell)}, expected text or a number`,
        );
      }
      rows[row]![place] = text;
    });
  }
  return { columns: wanted, rows };
}

function textOf(cell: unknown): string | undefined {
  if (cell === null || cell === undefined || Number.isNaN(cell)) return '';
  if (cell instanceof Date) return cell.toISOString();
  return typeof cell === 'object' ? undefined : String(cell).trim();
}

function describe(cell: unknown): string {
  if (cell === null || cell === undefined) return 'missing';
  if (typeof cell === 'string') return shown(cell);
  if (cell instanceof Date) return 'a date';
  return typeof cell === 'object' ? 'a list or structure' : String(cell);
}

/**
 * A table as a Parquet file: numbers in FLOAT columns, text in STRING columns.
 *
 * @throws {ShapeError} when columns differ in length.
 */
export function formatParquet(table: Table | readonly Column[]): Uint8Array {
  const columns = 'rows' in table ? columnsOf(table) : table;
  rowsOf(columns);
  const columnData = columns.map(({ name, cells }) =>
    cells instanceof Float32Array
      ? { name, type: 'FLOAT' as const, data: cells }
      : { name, type: 'STRING' as const, data: [...cells] },
  );
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}

function columnsOf({ columns, rows, values }: Table): Column[] {
  return columns.map((name, place) => ({
    name,
    cells: Float32Array.from({ length: rows }, (_, row) => values[row * columns.length + place]!),
  }));
}
