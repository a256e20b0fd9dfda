import { DataError } from '@autoencoders/errors';
import Papa from 'papaparse';
import { fitsFloat32 } from '../numeric-array.js';
import { type Column, rowsOf } from './column.js';
import { type CsvLines, csvLines } from './csv-lines.js';
import { shown } from './shown.js';
import { placesOf, type Table, type TextTable } from './table.js';

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
  return csvNumbers(csvLines(text, name), name, wanted);
}

/**
 * Reads CSV text as it stands, without space around cells; lines and column names are found as by {@link parseCsv}.
 *
 * @param name what messages call it
 * @param wanted columns to read. Default all.
 * @throws {DataError} when it is empty or a line has another number of cells.
 * @throws {OptionError} listing the columns when one that is wanted is not there.
 */
export function parseCsvText(text: string, name = 'the CSV', wanted?: readonly string[]): TextTable {
  return csvText(csvLines(text, name), wanted);
}

/** Columns as numbers. @throws as {@link parseCsv}. */
export function csvNumbers({ columns: names, lines }: CsvLines, name: string, wanted = names): Table {
  const places = placesOf(names, wanted);
  const values = new Float32Array(lines.length * wanted.length);
  lines.forEach(({ cells, line }, row) => {
    places.forEach((place, column) => {
      const cell = cells[place]!.trim();
      const value = cell === '' ? Number.NaN : Number(cell);
      if (!fitsFloat32(value)) {
        throw new DataError(
          `${name}, line ${line}, column ${shown(names[place]!)} is ${shown(cell)}, expected a finite number`,
        );
      }
      values[row * wanted.length + column] = value;
    });
  });
  return { columns: wanted, rows: lines.length, values };
}

/** Columns as text. @throws {OptionError} when one is not there. */
export function csvText({ columns: names, lines }: CsvLines, wanted = names): TextTable {
  const places = placesOf(names, wanted);
  return { columns: wanted, rows: lines.map(({ cells }) => places.map((place) => cells[place]!.trim())) };
}

/**
 * A table as CSV text, with a line of column names; text is quoted where it has to be.
 *
 * @throws {ShapeError} when columns differ in length.
 */
export function formatCsv(table: Table | readonly Column[]): string {
  if (!('rows' in table)) return formatColumns(table);
  const { columns, rows, values } = table;
  const width = columns.length;
  const lines = Array.from({ length: rows }, (_, row) =>
    values.subarray(row * width, (row + 1) * width).join(','),
  );
  return `${[Papa.unparse([[...columns]]), ...lines].join('\n')}\n`;
}

function formatColumns(columns: readonly Column[]): string {
  const rows = Array.from({ length: rowsOf(columns) }, (_, row) => columns.map(({ cells }) => cells[row]));
  return `${Papa.unparse([columns.map(({ name }) => name), ...rows], { newline: '\n' })}\n`;
}
