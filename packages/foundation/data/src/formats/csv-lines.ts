import { DataError } from '@autoencoders/errors';
import Papa from 'papaparse';
import { numberedColumns } from './table.js';

/** The lines of a CSV below its column names. */
export interface CsvLines {
  readonly columns: readonly string[];
  /** At least one, each of as many cells as there are columns. */
  readonly lines: readonly CsvLine[];
}

/** The cells of a row as they stand. */
export interface CsvLine {
  readonly cells: readonly string[];
  /** The line of the file that it begins on, from 1. */
  readonly line: number;
}

/** What spreadsheets and statistics programs write where a number is missing. */
const missing = /^(|nan|-?\+?inf(inity)?|n\/?a|null|none|\?)$/i;

/**
 * Cuts CSV text into cells. A first line in which a cell is text, neither a number nor a mark for a missing one, names
 * the columns. The delimiter is found out; blank lines and lines of empty cells are skipped.
 *
 * @param name what messages call it
 * @throws {DataError} when it has no rows, a quote is not closed, or a line has another number of cells than the first.
 */
export function csvLines(text: string, name: string): CsvLines {
  const [first, ...others] = filledLines(text, name);
  if (!first) throw new DataError(`${name} is empty: expected rows`);
  const width = first.cells.length;
  const { columns, named } = columnsOf(first.cells);
  const lines = named ? others : [first, ...others];
  if (lines.length === 0) throw new DataError(`${name} has a line of column names and no rows`);
  const ragged = lines.find(({ cells }) => cells.length !== width);
  if (ragged) {
    throw new DataError(
      `${name}, line ${ragged.line} has ${ragged.cells.length} cells, line ${first.line} has ${width}`,
    );
  }
  return { columns, lines };
}

/** The columns of a table from its first line, and whether it names them: where a cell is text, and no missing number. */
export function columnsOf(cells: readonly string[]): {
  readonly columns: readonly string[];
  readonly named: boolean;
} {
  const named = cells.some((cell) => !missing.test(cell.trim()) && Number.isNaN(Number(cell)));
  return {
    named,
    columns: named
      ? cells.map((cell, index) => cell.trim() || `column${index + 1}`)
      : numberedColumns(cells.length),
  };
}

/** What parts the cells of a text, from its beginning. */
export function delimiterOf(text: string): string {
  // Asked for on its own, because blank lines count in a parse and mislead there.
  return Papa.parse<string[]>(text, { skipEmptyLines: 'greedy', preview: 10 }).meta.delimiter;
}

/** How many lines of a file a row takes. */
export function linesOf(cells: readonly string[]): number {
  return 1 + cells.reduce((breaks, cell) => breaks + lineBreaks(cell), 0);
}

function filledLines(text: string, name: string): CsvLine[] {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: delimiterOf(text) });
  const broken = errors.find(({ type }) => type === 'Quotes');
  const lines: CsvLine[] = [];
  let line = 1;
  data.forEach((cells, index) => {
    if (index === broken?.row) throw new DataError(`${name}, line ${line}: ${broken.message}`);
    if (cells.some((cell) => cell.trim() !== '')) lines.push({ cells, line });
    line += linesOf(cells);
  });
  return lines;
}

function lineBreaks(cell: string): number {
  return cell.includes('\n') || cell.includes('\r') ? cell.match(/\r\n|\n|\r/g)!.length : 0;
}
