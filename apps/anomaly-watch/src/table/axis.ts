import { DataError } from '@autoencoders/errors';
import { parseTime } from './parse-time.js';
import type { Sheet } from './sheet.js';

/** What the rows lie along: times, numbers that do not fall, or their own count. */
export interface Axis {
  /** Name of the column; `null` of the count. */
  readonly column: string | null;
  readonly kind: 'time' | 'number' | 'row';
  /** For each row: milliseconds since 1970, the number, or how manieth it is from 1. */
  readonly x: Float64Array;
}

/**
 * The axis that a column makes.
 *
 * @throws {DataError} naming the line where there is no time or number, or it goes back.
 */
export function axisOf(sheet: Sheet, column: string | null): Axis {
  if (column === null) return { column, kind: 'row', x: Float64Array.from(sheet.rows, (_, row) => row + 1) };
  const place = sheet.names.indexOf(column);
  const numbers = sheet.numbers.get(column);
  const x = numbers
    ? timesIfSeconds(column, numbers)
    : Float64Array.from(sheet.rows, (row) => parseTime(row[place]!));
  const none = x.findIndex(Number.isNaN);
  if (none >= 0) {
    const cell = sheet.rows[none]![place]!;
    throw new DataError(
      `${sheet.title}, ${sheet.placeOf(none)}, column '${column}' holds '${cell}', which is no time: times are written as 2024-03-04 13:05 or 04.03.2024 13:05. Take another column, or the number of the row.`,
    );
  }
  const back = x.findIndex((value, row) => row > 0 && value < x[row - 1]!);
  if (back >= 0) {
    throw new DataError(
      `${sheet.title}, ${sheet.placeOf(back)}: the time in column '${column}' goes back there. Sort the file by it, or take the number of the row.`,
    );
  }
  return { column, kind: numbers && x === numbers ? 'number' : 'time', x };
}

/** The first column that holds times; `null` where none does. */
export function suggestAxis(sheet: Sheet): string | null {
  const found = sheet.names.find((name, place) => {
    if (!sheet.numbers.has(name) && Number.isNaN(parseTime(sheet.rows[0]![place]!))) return false;
    if (sheet.numbers.has(name) && !/^(time|timestamp|date|datetime|epoch|ts)/i.test(name)) return false;
    try {
      axisOf(sheet, name);
      return true;
    } catch {
      return false;
    }
  });
  return found ?? null;
}

/** Seconds or milliseconds since 1970 become times, from 2001 to 2096; other numbers stay what they are. */
function timesIfSeconds(name: string, numbers: Float64Array): Float64Array {
  if (!/time|date|epoch|ts/i.test(name)) return numbers;
  const within = (low: number, high: number) => numbers.every((value) => value > low && value < high);
  if (within(1e9, 4e9)) return numbers.map((value) => value * 1000);
  // A copy tells times from numbers.
  return within(1e12, 4e12) ? numbers.slice() : numbers;
}
