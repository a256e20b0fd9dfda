import type { Rows } from '@autoencoders/data';
import { DataError } from '@autoencoders/errors';
import { type ColumnFlags, isTable } from '../load-data.js';
import { type Label, loadLabelled } from '../load-labelled.js';
import type { MissingRule } from './detect-flags.js';
import { readRawTable } from './raw-table.js';

/** Rows as they are measured. */
export interface RawRows {
  /** What they come from, for messages. */
  readonly source: string;
  /** `[rows, values]`, NaN where a cell is missing. */
  readonly rows: Rows;
  /** A name for each value. */
  readonly names: readonly string[];
  /** Names of a table's columns. */
  readonly columns: readonly string[] | undefined;
  /** One for each row, where the data has labels. */
  readonly labels: readonly Label[] | undefined;
}

/**
 * Reads the rows that a source names; what is no table has no missing cells. A label that a table has not is left out.
 *
 * @param rule what is done about missing cells
 * @throws {DataError} naming row and column of a cell that is missing where that is refused, a row without any cell, or
 * what cannot be read.
 * @throws {OptionError} if the format is unknown or a column is not there.
 */
export async function loadRawRows(
  source: string,
  flags: ColumnFlags,
  rule: MissingRule,
  cwd: string,
): Promise<RawRows> {
  if (isTable(source)) {
    const { rows, columns, labels } = await readRawTable(source, flags, cwd);
    const raw = { source, rows, names: columns, columns, labels };
    checkMissing(raw, rule);
    return raw;
  }
  const { dataset, columns, labels } = await loadLabelled(source, flags, cwd);
  const values = dataset.values(Uint32Array.from({ length: dataset.size }, (_, row) => row));
  const width = values.length / dataset.size;
  const names = columns ?? Array.from({ length: width }, (_, index) => `value_${index}`);
  return { source, rows: { values, shape: [dataset.size, width] }, names, columns, labels };
}

function checkMissing({ source, rows: { values, shape }, names }: RawRows, rule: MissingRule): void {
  const [count, width] = shape as [number, number];
  for (let row = 0; row < count; row++) {
    const cells = values.subarray(row * width, (row + 1) * width);
    const first = cells.findIndex(Number.isNaN);
    if (first < 0) continue;
    if (rule === 'error') {
      throw new DataError(
        `${source}, row ${row + 1}, column '${names[first]}' is missing: fill it in, drop the row, or train with --missing mean`,
      );
    }
    if (cells.every(Number.isNaN)) {
      throw new DataError(`${source}, row ${row + 1} has no cell that is not missing: drop it`);
    }
  }
}
