import { printLine, type Terminal } from './terminal.js';

/** Prints rows under their columns, the first column to the left and numbers to the right. */
export function printTable(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  terminal: Terminal,
): void {
  const widths = columns.map((name, at) => Math.max(name.length, ...rows.map((row) => row[at]!.length)));
  for (const row of [columns, ...rows]) {
    const cells = row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!)));
    printLine(terminal, cells.join('  ').trimEnd());
  }
}
