import { parseCsvText } from '@autoencoders/data';
import { DataError } from '@autoencoders/errors';
import { type ColumnInfo, columnInfo } from './column-info.js';

/** A table as it was read: the cells as they stand, and the columns of numbers as numbers. */
export interface Sheet {
  readonly title: string;
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly columns: readonly ColumnInfo[];
  /** Numbers by column, `NaN` where a cell is missing. */
  readonly numbers: ReadonlyMap<string, Float64Array>;
  /** Where a row stands in the file, in words: 'line 17'. */
  readonly placeOf: (row: number) => string;
}

/** Rows without which there is nothing to learn from. */
const fewest = 60;

/**
 * Reads a table.
 *
 * @throws {DataError} naming the line where the file is no table, or when it has too few rows or no column of numbers.
 */
export function readSheet(text: string, title: string): Sheet {
  const { columns: given, rows } = parseCsvText(text, title);
  if (rows.length < fewest) {
    throw new DataError(`${title} has ${rows.length} rows: at least ${fewest} are needed`);
  }
  const names = told(given);
  const placeOf = placesIn(text, rows.length);
  const numbers = new Map<string, Float64Array>();
  const columns = names.map((name, place) => {
    const { info, values } = columnInfo(
      name,
      rows.map((row) => row[place]!),
      placeOf,
    );
    if (values) numbers.set(name, values);
    return info;
  });
  if (numbers.size === 0) {
    throw new DataError(
      `${title} has no column of numbers: ${columns.map(({ name, note }) => `'${name}': ${note}`).join('; ')}`,
    );
  }
  return { title, names, rows, columns, numbers, placeOf };
}

/** Names that differ from one another. */
function told(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

/** Lines can be told where each holds one row, below a line of names or without one. */
function placesIn(text: string, rows: number): (row: number) => string {
  const lines = text.split(/\r\n|\n|\r/);
  while (lines.at(-1)?.trim() === '') lines.pop();
  const above = lines.length - rows;
  return above === 0 || above === 1 ? (row) => `line ${row + above + 1}` : (row) => `row ${row + 1}`;
}
