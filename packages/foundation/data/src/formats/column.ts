import { ShapeError } from '@autoencoders/errors';
import { shown } from './shown.js';

/** A named column of a table to be written: of numbers, or of text. */
export interface Column {
  readonly name: string;
  readonly cells: Float32Array | readonly string[];
}

/** The number of rows. @throws {ShapeError} when columns differ in it. */
export function rowsOf(columns: readonly Column[]): number {
  const [first] = columns;
  const rows = first?.cells.length ?? 0;
  const other = columns.find(({ cells }) => cells.length !== rows);
  if (!other) return rows;
  throw new ShapeError(
    `column ${shown(other.name)} has ${other.cells.length} cells, column ${shown(first!.name)} has ${rows}: give as many`,
  );
}
