import { DataError } from '@autoencoders/errors';
import Papa from 'papaparse';
import { numberedColumns, type Table } from './table.js';

/**
 * Reads CSV text of numbers, with or without a line of column names (there is one when any of its cells is not a
 * number). The delimiter is found out.
 *
 * @param name what messages call it
 * @throws {DataError} when it is empty, a line has another number of cells, or a cell is not a finite number: the
 * message names line, column and text.
 */
export function parseCsv(text: string, name = 'the CSV'): Table {
  const { data, errors } = Papa.parse<string[]>(text.trim(), { skipEmptyLines: 'greedy' });
  const [first] = data;
  if (!first || first.length === 0 || text.trim() === '')
    throw new DataError(`${name} is empty: expected rows of numbers`);
  const broken = errors.find(({ type }) => type === 'Quotes');
  if (broken) throw new DataError(`${name}, line ${(broken.row ?? 0) + 1}: ${broken.message}`);
  const named = first.some((cell) => cell.trim() === '' || Number.isNaN(Number(cell)));
  const columns = named
    ? first.map((cell, index) => cell.trim() || `column${index + 1}`)
    : numberedColumns(first.length);
  const body = named ? data.slice(1) : data;
  if (body.length === 0) throw new DataError(`${name} has a line of column names and no rows`);
  const values = new Float32Array(body.length * columns.length);
  body.forEach((cells, row) => {
    const line = row + (named ? 2 : 1);
    if (cells.length !== columns.length) {
      throw new DataError(`${name}, line ${line} has ${cells.length} cells, line 1 has ${columns.length}`);
    }
    cells.forEach((cell, column) => {
      const value = cell.trim() === '' ? Number.NaN : Number(cell);
      if (!Number.isFinite(value)) {
        throw new DataError(
          `${name}, line ${line}, column '${columns[column]}' is '${cell}', expected a finite number`,
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
