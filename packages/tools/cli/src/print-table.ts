import { printLine, type Terminal } from './terminal.js';

/** A cell that is no text. */
const figure = /^[-+\d.,e\s%–]*$/;

/** Prints rows under their columns, the first column and text to the left, numbers to the right. */
export function printTable(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  terminal: Terminal,
): void {
  const widths = columns.map((name, at) => Math.max(name.length, ...rows.map((row) => row[at]!.length)));
  const left = columns.map((_, at) => at === 0 || !rows.every((row) => figure.test(row[at]!)));
  for (const row of [columns, ...rows]) {
    const cells = row.map((cell, at) => (left[at] ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!)));
    printLine(terminal, cells.join('  ').trimEnd());
  }
}
