import { resolve } from 'node:path';
import type { Column } from '@autoencoders/data';
import { writeTable } from '@autoencoders/data/node';
import { OptionError } from '@autoencoders/errors';

/** A table to be written. */
export interface TableFile {
  /**
   * Writes rows of as many values as there are names, whole or not at all, with another column before or after them.
   * Text that is numbers throughout is numbers in Parquet too, where these are kept exactly.
   */
  write(names: readonly string[], values: Float32Array, others?: OtherColumns): Promise<void>;
  /** Writes columns of text and numbers, in the same way. */
  writeColumns(columns: readonly Column[]): Promise<void>;
}

interface OtherColumns {
  readonly first?: Column;
  readonly last?: Column;
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
  const place = resolve(cwd, path);
  const typed = path.endsWith('.parquet') ? numbersOf : (column: Column) => column;
  return {
    writeColumns: (columns) => writeTable(place, columns.map(typed)),
    write: (columns, values, { first, last } = {}) => {
      const rows = values.length / columns.length;
      if (!first && !last) return writeTable(place, { columns, values, rows });
      const numbers = columns.map((name, at) => ({
        name,
        cells: Float32Array.from({ length: rows }, (_, row) => values[row * columns.length + at]!),
      }));
      return writeTable(place, [
        ...(first ? [typed(first)] : []),
        ...numbers,
        ...(last ? [typed(last)] : []),
      ]);
    },
  };
}

function numbersOf({ name, cells }: Column): Column {
  if (cells instanceof Float32Array || !cells.every(isNumber)) return { name, cells };
  return { name, cells: Float32Array.from(cells, Number) };
}

/** Whether text is a number; a whole one that 32 bits would round, such as a long identifier, is a name. */
function isNumber(cell: string): boolean {
  const value = Number(cell);
  return String(value) === cell && !(Number.isInteger(value) && Math.fround(value) !== value);
}
