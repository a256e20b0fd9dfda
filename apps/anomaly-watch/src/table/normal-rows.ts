import { DataError } from '@autoencoders/errors';
import type { Sheet } from './sheet.js';

/** Which rows are normal. */
export type NormalChoice =
  /** From one row to another, the last not included. */
  | { readonly by: 'range'; readonly from: number; readonly to: number }
  /** Those whose cell in a column is one of these. */
  | { readonly by: 'value'; readonly column: string; readonly values: readonly string[] };

/**
 * The numbers of the normal rows, in order.
 *
 * @throws {DataError} when they are too few to learn from.
 */
export function normalRows(sheet: Sheet, choice: NormalChoice): Uint32Array {
  const rows = chosenRows(sheet, choice);
  if (rows.length >= fewest) return rows;
  throw new DataError(
    `${rows.length} normal rows are chosen: at least ${fewest} are needed, a thousand are better. Choose a longer stretch or more values.`,
  );
}

/** The numbers of the rows that are chosen, in order, however few. */
export function chosenRows(sheet: Sheet, choice: NormalChoice): Uint32Array {
  return choice.by === 'range' ? rangeOf(choice.from, choice.to) : byValue(sheet, choice);
}

const fewest = 50;

function rangeOf(from: number, to: number): Uint32Array {
  return Uint32Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}

function byValue(sheet: Sheet, { column, values }: Extract<NormalChoice, { by: 'value' }>): Uint32Array {
  const place = sheet.names.indexOf(column);
  const wanted = new Set(values);
  return Uint32Array.from(sheet.rows.flatMap((row, index) => (wanted.has(row[place]!) ? [index] : [])));
}
