import { resolve } from 'node:path';
import { parseCsvText, parseParquetText, type Rows } from '@autoencoders/data';
import { readBytes, readColumnNames } from '@autoencoders/data/node';
import { DataError } from '@autoencoders/errors';
import { type ColumnFlags, columnNames } from '../load-data.js';
import type { Label } from '../load-labelled.js';

/** A table of numbers, some of which may be missing. */
export interface RawTable {
  /** `[rows, columns]`, NaN where a cell is missing. */
  readonly rows: Rows;
  readonly columns: readonly string[];
  /** One for each row, where the table has the column of labels. */
  readonly labels: readonly Label[] | undefined;
}

/** What stands where a number is missing. */
const missing = /^(|nan|n\/?a|null|none|\?)$/i;

/**
 * Reads a table whose cells may be missing. Truth values are 1 and 0. The column of labels is optional.
 *
 * @param source what messages call it
 * @throws {DataError} naming columns of text with what to do about them, or row and column of a cell that is no finite
 * number of 32 bits.
 * @throws {OptionError} when a column is not there.
 */
export async function readRawTable(source: string, flags: ColumnFlags, cwd: string): Promise<RawTable> {
  const path = resolve(cwd, source);
  const { label } = flags;
  const names = await readColumnNames(path);
  const columns = columnNames(flags).columns ?? names.filter((name) => name !== label);
  if (columns.length === 0) throw new DataError(`${source} has no column but the label '${label}'`);
  const labelled = label !== undefined && names.includes(label);
  const { rows } = await readText(path, source, labelled ? [...columns, label] : columns);
  const inputs = rows.map((cells) => cells.slice(0, columns.length));
  return {
    rows: numbersOf(inputs, columns, source),
    columns,
    labels: labelled ? rows.map((cells) => cells[columns.length] || undefined) : undefined,
  };
}

async function readText(path: string, source: string, wanted: readonly string[]) {
  const bytes = await readBytes(path);
  if (/\.parquet(\.gz)?$/i.test(path)) return parseParquetText(bytes, source, wanted);
  return parseCsvText(new TextDecoder().decode(bytes), source, wanted);
}

function numbersOf(rows: readonly (readonly string[])[], columns: readonly string[], source: string): Rows {
  const width = columns.length;
  const values = new Float32Array(rows.length * width);
  /** Places of cells that are text, for each column. */
  const texts = columns.map((): number[] => []);
  rows.forEach((cells, row) => {
    for (let column = 0; column < width; column++) {
      const value = numberOf(cells[column]!);
      values[row * width + column] = value;
      if (Number.isFinite(values[row * width + column])) continue;
      if (!missing.test(cells[column]!)) texts[column]!.push(row);
    }
  });
  if (texts.some((places) => places.length > 0)) throw textError(rows, columns, texts, source);
  return { values, shape: [rows.length, width] };
}

function numberOf(cell: string): number {
  if (missing.test(cell)) return Number.NaN;
  if (/^(true|false)$/i.test(cell)) return cell.toLowerCase() === 'true' ? 1 : 0;
  return Number(cell);
}

/** A column that is text for the most part is none of measurements; a cell among numbers is a mistake. */
function textError(
  rows: readonly (readonly string[])[],
  columns: readonly string[],
  texts: readonly (readonly number[])[],
  source: string,
): DataError {
  const wordy = columns.filter((_, column) => 2 * texts[column]!.length > rows.length);
  if (wordy.length === 0) {
    const column = texts.findIndex((places) => places.length > 0);
    const row = texts[column]![0]!;
    return new DataError(
      `${source}, row ${row + 1}, column '${columns[column]}' is '${rows[row]![column]!.slice(0, 40)}', expected a finite number`,
    );
  }
  const shown = wordy.slice(0, 5).map((name) => {
    const column = columns.indexOf(name);
    const some = [...new Set(rows.map((cells) => cells[column]!))].slice(0, 2);
    return `'${name}' (${some.map((cell) => cell.slice(0, 20)).join(', ')}, …)`;
  });
  const others = columns.filter((name) => !wordy.includes(name));
  const name =
    others.length > 0 && others.length <= 20
      ? `name the others, --columns ${others.join(',')}`
      : 'leave it out';
  return new DataError(
    `${source} has text in ${wordy.length === 1 ? 'column' : 'columns'} ${shown.join(', ')}: ${name}, or write a column of 0 and 1 for each of its values`,
  );
}
