import { resolve } from 'node:path';
import type { Rows } from '@autoencoders/data';
import { scanTable } from '@autoencoders/data/node';
import { DataError } from '@autoencoders/errors';
import { GrowingColumn } from '../growing-column.js';
import { type ColumnFlags, columnNames } from '../load-data.js';
import type { Label } from '../load-labelled.js';

/** A table of numbers, some of which may be missing. */
export interface RawTable {
  /** `[rows, columns]`, NaN where a cell is missing. */
  readonly rows: Rows;
  readonly columns: readonly string[];
  /** One for each row, where the table has the column of labels. */
  readonly labels: readonly Label[] | undefined;
}

/** What stands where a number is missing. */
const missing = /^(|nan|n\/?a|null|none|\?)$/i;

/**
 * Reads a table whose cells may be missing. Truth values are 1 and 0. The column of labels is optional.
 *
 * @param source what messages call it
 * @throws {DataError} naming columns of text with what to do about them, or row and column of a cell that is no finite
 * number of 32 bits.
 * @throws {OptionError} when a column is not there.
 */
export async function readRawTable(source: string, flags: ColumnFlags, cwd: string): Promise<RawTable> {
  const { label } = flags;
  const values = new GrowingColumn((length) => new Float32Array(length));
  const labels: Label[] = [];
  let columns: readonly string[] = [];
  let labelled = false;
  let texts: readonly TextInColumn[] = [];
  let count = 0;
  await scanTable(
    resolve(cwd, source),
    (head) => {
      columns = columnNames(flags).columns ?? head.columns.filter((name) => name !== label);
      if (columns.length === 0) throw new DataError(`${source} has no column but the label '${label}'`);
      labelled = label !== undefined && head.columns.includes(label);
      texts = columns.map((name) => ({ name, count: 0, some: new Set(), first: undefined }));
      return {
        columns: labelled ? [...columns, label!] : columns,
        row(cells) {
          count += 1;
          for (const [column, text] of texts.entries()) {
            const cell = cells[column]!;
            if (text.some.size < 2) text.some.add(cell);
            const value = Math.fround(numberOf(cell));
            values.push(value);
            if (Number.isFinite(value) || missing.test(cell)) continue;
            text.count += 1;
            text.first ??= { row: count, cell };
          }
          if (labelled) labels.push(cells[columns.length] || undefined);
        },
      };
    },
    source,
  );
  if (texts.some((text) => text.count > 0)) throw textError(texts, count, source);
  return {
    rows: { values: values.values(), shape: [count, columns.length] },
    columns,
    labels: labelled ? labels : undefined,
  };
}

/** What a column has that is no number. */
interface TextInColumn {
  readonly name: string;
  /** Its first two different cells. */
  readonly some: Set<string>;
  count: number;
  first: { readonly row: number; readonly cell: string } | undefined;
}

function numberOf(cell: string): number {
  if (missing.test(cell)) return Number.NaN;
  if (/^(true|false)$/i.test(cell)) return cell.toLowerCase() === 'true' ? 1 : 0;
  return Number(cell);
}

/** A column that is text for the most part is none of measurements; a cell among numbers is a mistake. */
function textError(texts: readonly TextInColumn[], rows: number, source: string): DataError {
  const wordy = texts.filter(({ count }) => 2 * count > rows);
  if (wordy.length === 0) {
    const { name, first } = texts.find(({ count }) => count > 0)!;
    return new DataError(
      `${source}, row ${first!.row}, column '${name}' is '${first!.cell.slice(0, 40)}', expected a finite number`,
    );
  }
  const shown = wordy.slice(0, 5).map(({ name, some }) => {
    const cells = [...some].map((cell) => cell.slice(0, 20));
    return `'${name}' (${cells.join(', ')}, …)`;
  });
  const others = texts.filter((text) => !wordy.includes(text)).map(({ name }) => name);
  const name =
    others.length > 0 && others.length <= 20
      ? `name the others, --columns ${others.join(',')}`
      : 'leave it out';
  return new DataError(
    `${source} has text in ${wordy.length === 1 ? 'column' : 'columns'} ${shown.join(', ')}: ${name}, or write a column of 0 and 1 for each of its values`,
  );
}
