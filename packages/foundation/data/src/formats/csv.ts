import { DataError } from '@autoencoders/errors';
import Papa from 'papaparse';
import { fitsFloat32 } from '../numeric-array.js';
import { shown } from './shown.js';
import { numberedColumns, placesOf, type Table } from './table.js';

/** What spreadsheets and statistics programs write where a number is missing. */
const missing = /^(|nan|-?\+?inf(inity)?|n\/?a|null|none|\?)$/i;

/**
 * Reads CSV text of numbers, with or without a line of column names (there is one when any of its cells is text:
 * neither a number nor a mark for a missing one, such as NaN). The delimiter is found out; blank lines are skipped.
 *
 * @param name what messages call it
 * @param wanted columns to read; others may hold anything. Default all.
 * @throws {DataError} when it is empty, a line has another number of cells, or a cell is not a finite number: the
 * message names line, column and text.
 * @throws {OptionError} listing the columns when one that is wanted is not there.
 */
export function parseCsv(text: string, name = 'the CSV', wanted?: readonly string[]): Table {
  const [first, ...others] = filledRows(text, name);
  if (!first) throw new DataError(`${name} is empty: expected rows of numbers`);
  const named = first.cells.some((cell) => !missing.test(cell.trim()) && Number.isNaN(Number(cell)));
  const names = named
    ? first.cells.map((cell, index) => cell.trim() || `column${index + 1}`)
    : numberedColumns(first.cells.length);
  const body = named ? others : [first, ...others];
  if (body.length === 0) throw new DataError(`${name} has a line of column names and no rows`);
  const columns = wanted ?? names;
  const places = wanted ? placesOf(names, wanted) : names.map((_, place) => place);
  const values = new Float32Array(body.length * columns.length);
  body.forEach(({ cells, line }, row) => {
    if (cells.length !== names.length) {
      throw new DataError(
        `${name}, line ${line} has ${cells.length} cells, line ${first.line} has ${names.length}`,
      );
    }
    places.forEach((place, column) => {
      const cell = cells[place]!.trim();
      const value = cell === '' ? Number.NaN : Number(cell);
      if (!fitsFloat32(value)) {
        throw new DataError(
          `${name}, line ${line}, column ${shown(names[place]!)} is ${shown(cell)}, expected a finite number`,
        );
      }
      values[row * columns.length + column] = value;
    });
  });
  return { columns, rows: body.length, values };
}

/** A table as CSV text, with a line of column names. */
export function formatCsv({ columns, rows, values }: Table): string {
  const width = columns.length;
  const lines = Array.from({ length: rows }, (_, row) =>
    values.subarray(row * width, (row + 1) * width).join(','),
  );
  return `${[Papa.unparse([[...columns]]), ...lines].join('\n')}\n`;
}

interface Row {
  readonly cells: string[];
  /** The line of the file that it begins on, from 1. */
  readonly line: number;
}

function filledRows(text: string, name: string): Row[] {
  // Asked for on its own, because blank lines count here and mislead there.
  const { delimiter } = Papa.parse<string[]>(text, { skipEmptyLines: 'greedy', preview: 10 }).meta;
  const { data, errors } = Papa.parse<string[]>(text, { delimiter });
  const broken = errors.find(({ type }) => type === 'Quotes');
  const rows: Row[] = [];
  let line = 1;
  data.forEach((cells, index) => {
    if (index === broken?.row) throw new DataError(`${name}, line ${line}: ${broken.message}`);
    if (cells.some((cell) => cell.trim() !== '')) rows.push({ cells, line });
    line += 1 + cells.reduce((breaks, cell) => breaks + lineBreaks(cell), 0);
  });
  return rows;
}

function lineBreaks(cell: string): number {
  return cell.includes('\n') || cell.includes('\r') ? cell.match(/\r\n|\n|\r/g)!.length : 0;
}
