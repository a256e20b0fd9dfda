import { resolve } from 'node:path';
import { formatCsv } from '@autoencoders/data';
import { writeFileAtomic, writeTable } from '@autoencoders/data/node';
import { OptionError } from '@autoencoders/errors';

/** A table to be written. */
export interface TableFile {
  /** Writes rows of as many values as there are names, whole or not at all; `labels` become a last column. */
  write(names: readonly string[], values: Float32Array, labels?: Float32Array): Promise<void>;
  /**
   * Writes a column of text before one or more of numbers. Where all of the text is numbers, it becomes numbers.
   *
   * @throws {OptionError} if the text is no numbers and the file is .parquet.
   */
  writeNamed(
    text: { readonly name: string; readonly cells: readonly string[] },
    names: readonly string[],
    values: Float32Array,
  ): Promise<void>;
  /**
   * Says before any work whether the file can hold the text.
   *
   * @throws {OptionError} if the text is no numbers and the file is .parquet.
   */
  checkText(cells: readonly string[]): void;
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
  const checkText = (cells: readonly string[]) => {
    const text = cells.find((cell) => !isNumber(cell));
    if (text === undefined || path.endsWith('.csv')) return;
    throw new OptionError(
      `--out is '${path}', which holds numbers, and there are names such as '${text}': name a .csv`,
    );
  };
  return {
    checkText,
    write: async (names, values, labels) => {
      const rows = values.length / names.length;
      const table = labels ? withLabels(names, values, labels) : { columns: names, values };
      await writeTable(place, { ...table, rows });
    },
    writeNamed: async ({ name, cells }, names, values) => {
      checkText(cells);
      if (cells.every(isNumber)) {
        const table = beside(Float32Array.from(cells, Number), values, names.length);
        return writeTable(place, { columns: [name, ...names], values: table, rows: cells.length });
      }
      const lines = formatCsv({ columns: names, rows: cells.length, values }).trimEnd().split('\n');
      const text = [name, ...cells].map((cell, row) => `${quoted(cell)},${lines[row]}`);
      await writeFileAtomic(place, `${text.join('\n')}\n`);
    },
  };
}

function isNumber(cell: string): boolean {
  return cell.trim() !== '' && String(Number(cell)) === cell;
}

/** A cell after RFC 4180. */
function quoted(cell: string): string {
  return /[",;\t\r\n]|^\s|\s$|^$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** A first column before others. */
function beside(first: Float32Array, values: Float32Array, width: number): Float32Array {
  const joined = new Float32Array(first.length * (width + 1));
  for (const [row, value] of first.entries()) {
    joined[row * (width + 1)] = value;
    joined.set(values.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  }
  return joined;
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
