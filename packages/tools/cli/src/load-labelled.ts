import { resolve } from 'node:path';
import type { ArrayDataset } from '@autoencoders/data';
import { readColumnNames, readLabelledTable } from '@autoencoders/data/node';
import { type ColumnFlags, columnNames, isTable, loadData } from './load-data.js';

/** A label as it was written; nothing where a cell is empty. */
export type Label = string | undefined;

/** Data whose labels may be text. */
export interface LabelledData {
  readonly dataset: ArrayDataset;
  /** Names of a table's columns that are inputs. */
  readonly columns: readonly string[] | undefined;
  /** One for each example, where the data has labels. */
  readonly labels: readonly Label[] | undefined;
}

/**
 * Reads the data that a source names. Labels of a table may be text and may be missing; elsewhere they are numbers.
 *
 * @param flags columns of a table; without a label all columns are inputs
 * @throws {DataError} if it cannot be read or used.
 * @throws {OptionError} if the format is unknown or a column is not there.
 */
export async function loadLabelled(source: string, flags: ColumnFlags, cwd: string): Promise<LabelledData> {
  const { label } = flags;
  if (label !== undefined && isTable(source)) {
    return readLabelledTable(resolve(cwd, source), { label, ...columnNames(flags) });
  }
  const { dataset, columns } = await loadData(source, flags, cwd);
  return { dataset, columns, labels: numericLabels(dataset) };
}

/** Whether a source has the column: a table that is used without its label need not have it. */
export async function hasColumn(source: string, column: string, cwd: string): Promise<boolean> {
  return isTable(source) && (await readColumnNames(resolve(cwd, source))).includes(column);
}

function numericLabels(dataset: ArrayDataset): string[] | undefined {
  if (dataset.targetShape?.length !== 0) return undefined;
  const targets = dataset.targets(Uint32Array.from({ length: dataset.size }, (_, row) => row))!;
  return Array.from(targets, String);
}
