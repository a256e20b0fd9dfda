import { resolve } from 'node:path';
import { type ArrayDataset, digits } from '@autoencoders/data';
import { mnist, readData } from '@autoencoders/data/node';
import { OptionError } from '@autoencoders/errors';

/** Which columns of a table to use. */
export interface ColumnFlags {
  /** Comma-separated names; left out: all but the label. */
  readonly columns?: string | undefined;
  /** The column that is a label. */
  readonly label?: string | undefined;
}

/** What `--data` stands for. */
export interface LoadedData {
  readonly dataset: ArrayDataset;
  /** Names of a table's columns. */
  readonly columns: readonly string[] | undefined;
  /** Examples that are meant for testing what was trained on the others. */
  readonly test?: ArrayDataset;
}

/**
 * Reads the data that a source names.
 *
 * @throws {DataError} if it cannot be read or used.
 * @throws {OptionError} if the format is unknown or a column is not there.
 */
export async function loadData(source: string, flags: ColumnFlags, cwd: string): Promise<LoadedData> {
  const builtIn = await loadBuiltIn(source);
  if (!builtIn) {
    return readData(resolve(cwd, source), {
      ...columnNames(flags),
      ...(flags.label === undefined ? {} : { label: flags.label }),
    });
  }
  const given = (['columns', 'label'] as const).find((flag) => flags[flag] !== undefined);
  if (given) throw new OptionError(`--${given} is for tables, and '${source}' is none: leave it out`);
  return builtIn;
}

/** The columns that are named, where they are. */
export function columnNames({ columns }: ColumnFlags): { columns?: string[] } {
  return columns === undefined ? {} : { columns: columns.split(',').map((name) => name.trim()) };
}

/** Whether a source is a file of named columns, by its name. */
export function isTable(source: string): boolean {
  return /\.(csv|tsv|parquet)(\.gz)?$/i.test(source);
}

async function loadBuiltIn(source: string): Promise<LoadedData | undefined> {
  switch (source) {
    case 'digits':
      return { dataset: digits(), columns: undefined };
    case 'mnist': {
      const { train, test } = await mnist();
      return { dataset: train, columns: undefined, test };
    }
    case 'mnist-test':
      return { dataset: (await mnist()).test, columns: undefined };
    default:
      return undefined;
  }
}
