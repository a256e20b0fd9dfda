import { resolve } from 'node:path';
import { writeTable } from '@autoencoders/data/node';
import { OptionError } from '@autoencoders/errors';

/** A table to be written. */
export interface TableFile {
  /** Writes rows of as many values as there are names, whole or not at all; `labels` become a last column. */
  write(names: readonly string[], values: Float32Array, labels?: Float32Array): Promise<void>;
}

/**
 * Names a table to be written, before any work is done for it.
 *
 * @throws {OptionError} unless its name ends in .csv or .parquet.
 */
export function tableFile(path: string, cwd: string): TableFile {
  if (!/\.(csv|parquet)$/.test(path)) {
    throw new OptionError(`--out is '${path}': its name must end in .csv or .parquet`);
  }
  return {
    write: async (names, values, labels) => {
      const rows = values.length / names.length;
      const table = labels ? withLabels(names, values, labels) : { columns: names, values };
      await writeTable(resolve(cwd, path), { ...table, rows });
    },
  };
}

function withLabels(names: readonly string[], values: Float32Array, labels: Float32Array) {
  const [from, to] = [names.length, names.length + 1];
  const joined = new Float32Array(labels.length * to);
  for (const [row, label] of labels.entries()) {
    joined.set(values.subarray(row * from, (row + 1) * from), row * to);
    joined[row * to + from] = label;
  }
  return { columns: [...names, 'label'], values: joined };
}
