import { resolve } from 'node:path';
import { type ArrayDataset, parseParquet } from '@autoencoders/data';
import { readBytes, readData } from '@autoencoders/data/node';
import { DataError, OptionError } from '@autoencoders/errors';
import { type ColumnFlags, loadData } from './load-data.js';
import { parseTextTable } from './text-table.js';

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
 * Reads the data that a source names. Labels of a CSV may be text and may be missing; elsewhere they are numbers.
 *
 * @param flags columns of a table; without a label all columns are inputs
 * @throws {DataError} if it cannot be read or used.
 * @throws {OptionError} if the format is unknown or a column is not there.
 */
export async function loadLabelled(source: string, flags: ColumnFlags, cwd: string): Promise<LabelledData> {
  const name = source.toLowerCase().replace(/\.gz$/, '');
  const { label } = flags;
  if (label === undefined || !/\.(csv|tsv)$/.test(name)) {
    const { dataset, columns } = await loadData(source, flags, cwd);
    return { dataset, columns, labels: numericLabels(dataset) };
  }
  const path = resolve(cwd, source);
  const { columns, rows } = parseTextTable(new TextDecoder().decode(await readBytes(path)), path);
  const at = columns.indexOf(label);
  if (at < 0) {
    throw new OptionError(`there is no column '${label}' in ${path}: the columns are ${columns.join(', ')}`);
  }
  const inputs =
    flags.columns?.split(',').map((each) => each.trim()) ?? columns.filter((each) => each !== label);
  const data = await readData(path, { columns: inputs });
  if (data.dataset.size !== rows.length) {
    throw new DataError(
      `${path} has ${data.dataset.size} rows of numbers and ${rows.length} of text: quote its cells`,
    );
  }
  return { ...data, labels: rows.map((row) => row[at] || undefined) };
}

/** Whether a source has the column: a table that is used without its label need not have it. */
export async function hasColumn(source: string, column: string, cwd: string): Promise<boolean> {
  const name = source.toLowerCase().replace(/\.gz$/, '');
  if (!/\.(csv|tsv|parquet)$/.test(name)) return false;
  const path = resolve(cwd, source);
  const bytes = await readBytes(path);
  if (!name.endsWith('.parquet')) {
    return parseTextTable(new TextDecoder().decode(bytes), path).columns.includes(column);
  }
  try {
    await parseParquet(bytes, path, [column]);
    return true;
  } catch (error) {
    if (error instanceof OptionError) return false;
    throw error;
  }
}

function numericLabels(dataset: ArrayDataset): string[] | undefined {
  if (dataset.targetShape?.length !== 0) return undefined;
  const targets = dataset.targets(Uint32Array.from({ length: dataset.size }, (_, row) => row))!;
  return Array.from(targets, String);
}
