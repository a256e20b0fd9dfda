/** What a column holds, as the page is told. */
export interface ColumnInfo {
  readonly name: string;
  readonly kind: 'numbers' | 'text' | 'mixed' | 'empty' | 'constant' | 'counter';
  readonly missing: number;
  readonly lowest?: number;
  readonly highest?: number;
  /** Its values where they are few, by which rows may be chosen. */
  readonly values: readonly string[];
  /** Why it is left out, or what to know of it. */
  readonly note?: string;
}

/** What is read of a column. */
interface ReadColumn {
  readonly info: ColumnInfo;
  /** Its numbers, where it can be learnt from. */
  readonly values?: Float64Array;
}

/** More values than a list of boxes can hold. */
const mostValues = 30;
const missingMark = /^(|nan|n\/?a|null|none|\?|-)$/i;

/** Whether a cell says that there is no value. */
export function isMissing(cell: string): boolean {
  return missingMark.test(cell);
}

/** Reads a column, and says why where it is of no use. */
export function columnInfo(
  name: string,
  cells: readonly string[],
  placeOf: (row: number) => string,
): ReadColumn {
  const values = Float64Array.from(cells, (cell) => (isMissing(cell) ? Number.NaN : numberOf(cell)));
  const missing = cells.filter(isMissing).length;
  const found = { name, missing, values: valuesOf(cells) };
  if (missing === cells.length) return { info: { ...found, kind: 'empty', note: 'every cell is missing' } };
  const odd = cells.findIndex((cell, row) => !isMissing(cell) && !Number.isFinite(Math.fround(values[row]!)));
  if (odd >= 0) {
    const numbers = values.reduce((count, value) => count + (Number.isFinite(value) ? 1 : 0), 0);
    const mostly = numbers > (cells.length - missing) / 2;
    const shown = cells[odd]!.length > 30 ? `${cells[odd]!.slice(0, 30)}…` : cells[odd]!;
    return {
      info: mostly
        ? { ...found, kind: 'mixed', note: `${placeOf(odd)} holds '${shown}', which is no number` }
        : { ...found, kind: 'text', note: 'text: nothing can be learnt from it' },
    };
  }
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  const range = { ...found, lowest, highest };
  if (lowest === highest) {
    return { info: { ...range, kind: 'constant', note: `always ${lowest}` }, values };
  }
  const counts = missing === 0 && values.every((value, row) => row === 0 || value === values[row - 1]! + 1);
  return counts
    ? { info: { ...range, kind: 'counter', note: 'it counts the rows' }, values }
    : { info: { ...range, kind: 'numbers' }, values };
}

/** A number as files have it; with a comma for its point where there is no point. */
function numberOf(cell: string): number {
  const value = Number(cell);
  return Number.isNaN(value) && /^[+-]?\d+,\d+$/.test(cell) ? Number(cell.replace(',', '.')) : value;
}

function valuesOf(cells: readonly string[]): readonly string[] {
  const found = new Set<string>();
  for (const cell of cells) {
    found.add(cell);
    if (found.size > mostValues) return [];
  }
  return [...found].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}
