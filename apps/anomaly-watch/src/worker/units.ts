import { windows } from '@autoencoders/anomaly';
import { concatenateRows, disposeBatch, type Rows } from '@autoencoders/data';
import { DataError } from '@autoencoders/errors';
import type { Sheet } from '../table/sheet.js';
import type { Stretch } from '../table/stretches.js';
import type { GapRule, Settings } from './settings.js';

/**
 * The numbers of the columns in use, `[rows, columns]`, `NaN` where a cell is missing and no value before it is held.
 *
 * @throws {DataError} naming a column that is not there, or that nothing can be learnt from.
 */
export function valuesOf(sheet: Sheet, columns: readonly string[], missing: GapRule): Rows {
  const count = sheet.rows.length;
  const values = new Float32Array(count * columns.length);
  for (const [place, name] of columns.entries()) {
    const numbers = sheet.numbers.get(name);
    if (!numbers) {
      const note = sheet.columns.find((column) => column.name === name)?.note;
      throw new DataError(
        note ? `column '${name}' cannot be used: ${note}` : `${sheet.title} has no column '${name}'`,
      );
    }
    let before = Number.NaN;
    for (let row = 0; row < count; row++) {
      const value = numbers[row]!;
      if (missing !== 'hold' || !Number.isNaN(value)) before = value;
      values[row * columns.length + place] = before;
    }
  }
  return { values, shape: [count, columns.length] };
}

/** What is scored: rows, or windows of rows. */
export interface Units {
  /** The first row of each. */
  readonly starts: Uint32Array;
  /** How many rows each has. */
  readonly length: number;
  /** Units in order, so many at a time: `[units, columns]` or `[units, length, columns]`. */
  batches(size: number): AsyncIterable<Rows>;
}

type UnitSettings = Pick<Settings, 'unit' | 'length' | 'stride' | 'missing'>;

/**
 * The rows, those without any value left out, or the windows.
 *
 * @throws {DataError} naming the cell that is missing where that is refused, or rows that make a window without any
 * value.
 */
export function unitsOf(
  sheet: Sheet,
  series: Rows,
  columns: readonly string[],
  settings: UnitSettings,
): Units {
  const empty = checkGaps(sheet, columns, settings);
  if (settings.unit === 'rows') return singleRows(series, empty);
  const { length, stride } = settings;
  const cut = windows(series, { length, stride });
  return {
    starts: cut.starts,
    length,
    async *batches(size) {
      for await (const batch of cut.batches({ batchSize: size })) {
        const rows = { values: (await batch.x.data()) as Float32Array, shape: batch.x.shape };
        disposeBatch(batch);
        yield rows;
      }
    },
  };
}

/** Units of some stretches of the rows, all at once. */
export async function unitsIn(
  series: Rows,
  stretches: readonly Stretch[],
  settings: Pick<Settings, 'unit' | 'length' | 'stride'>,
): Promise<Rows> {
  const columns = series.shape[1]!;
  const parts: Rows[] = [];
  for (const { from, to } of stretches) {
    const part = {
      values: series.values.subarray(from * columns, to * columns),
      shape: [to - from, columns],
    };
    if (settings.unit === 'rows') {
      parts.push(withoutEmpty(part));
    } else if (to - from >= settings.length) {
      const cut = windows(part, settings);
      for await (const batch of cut.batches({ batchSize: 1024 })) {
        parts.push({ values: (await batch.x.data()) as Float32Array, shape: batch.x.shape });
        disposeBatch(batch);
      }
    }
  }
  const filled = parts.filter(({ shape }) => shape[0]! > 0);
  if (filled.length > 0) return concatenateRows(filled);
  throw new DataError(
    `no stretch of normal rows is as long as a window of ${settings.length} rows: choose a longer stretch, or shorter windows`,
  );
}

function singleRows({ values, shape }: Rows, empty: Uint8Array): Units {
  const columns = shape[1]!;
  const starts = Uint32Array.from([...empty.keys()].filter((row) => empty[row] === 0));
  return {
    starts,
    length: 1,
    async *batches(size) {
      for (let from = 0; from < starts.length; from += size) {
        const rows = starts.subarray(from, from + size);
        const batch = new Float32Array(rows.length * columns);
        rows.forEach((row, to) => {
          batch.set(values.subarray(row * columns, (row + 1) * columns), to * columns);
        });
        yield { values: batch, shape: [rows.length, columns] };
      }
    },
  };
}

function withoutEmpty(rows: Rows): Rows {
  const columns = rows.shape[1]!;
  const count = rows.shape[0]!;
  const kept = Array.from({ length: count }, (_, row) => row).filter((row) =>
    rows.values.subarray(row * columns, (row + 1) * columns).some((value) => !Number.isNaN(value)),
  );
  if (kept.length === count) return rows;
  const values = new Float32Array(kept.length * columns);
  kept.forEach((row, to) => {
    values.set(rows.values.subarray(row * columns, (row + 1) * columns), to * columns);
  });
  return { values, shape: [kept.length, columns] };
}

/** 1 for rows without any value. */
function checkGaps(
  sheet: Sheet,
  columns: readonly string[],
  { missing, unit, length }: UnitSettings,
): Uint8Array {
  const { title, placeOf } = sheet;
  const { values } = valuesOf(sheet, columns, 'mean');
  const width = columns.length;
  const empty = new Uint8Array(values.length / width);
  let run = 0;
  for (let row = 0; row < empty.length; row++) {
    let absent = 0;
    for (let place = 0; place < width; place++) {
      if (!Number.isNaN(values[row * width + place]!)) continue;
      absent += 1;
      if (missing === 'error') {
        throw new DataError(
          `${title}, ${placeOf(row)}, column '${columns[place]}' is missing. Fill it in, leave the column out, or have missing cells filled.`,
        );
      }
    }
    empty[row] = absent === width ? 1 : 0;
    run = empty[row] === 1 ? run + 1 : 0;
    if (unit === 'windows' && missing !== 'hold' && run >= length) {
      throw new DataError(
        `${title}, ${placeOf(row - length + 1)} to ${placeOf(row)}: no column in use has a value there, so that a window of ${length} rows has none. Take longer windows or single rows.`,
      );
    }
  }
  return empty;
}
