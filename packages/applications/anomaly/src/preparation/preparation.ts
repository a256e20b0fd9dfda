import { DataError } from '@autoencoders/errors';
import type { AnomalySettings } from '../options.js';
import type { CellName } from './cell-names.js';
import type { RawBatch } from './raw-data.js';

/** How raw rows become inputs, for each column: `(x - shift) / scale`, and `fill` where a cell is missing. */
export interface Preparation {
  readonly shift: Float32Array;
  readonly scale: Float32Array;
  /** The mean of the cells that are there. */
  readonly fill: Float32Array;
}

/** Inputs on the host. */
export interface PreparedBatch {
  readonly values: Float32Array;
  /** 1 where a cell was there, 0 where it was missing; `undefined` when all were. */
  readonly observed: Float32Array | undefined;
  readonly size: number;
}

/** What messages call cells, and the number of the batch's first row. */
export interface Place {
  readonly nameOf: CellName;
  readonly first: number;
}

/**
 * Scales rows, `(x - shift) / scale` of each column, cut off at the distance `clip`, with the column's mean in place of
 * missing cells.
 *
 * @param values row after row, the columns running fastest
 * @throws {DataError} naming the row and column of a cell that is infinite, missing where that is refused, or a row
 * without any cell.
 */
export function prepare(
  { values, size }: RawBatch,
  preparation: Preparation,
  settings: Pick<AnomalySettings, 'missing' | 'clip' | 'scaling'>,
  place: Place,
): PreparedBatch {
  const { shift, scale, fill } = preparation;
  const columns = shift.length;
  const missing = checkCells({ values, size }, settings, place);
  const [lowest, highest] = limits(settings);
  const prepared = new Float32Array(values.length);
  for (let at = 0; at < values.length; at++) {
    const column = at % columns;
    const value = missing && Number.isNaN(values[at]!) ? fill[column]! : values[at]!;
    prepared[at] = Math.min(highest, Math.max(lowest, (value - shift[column]!) / scale[column]!));
  }
  const observed = missing ? values.map((value) => (Number.isNaN(value) ? 0 : 1)) : undefined;
  return { values: prepared, observed, size };
}

/** The range of scaled values. */
export function limits({ clip, scaling }: Pick<AnomalySettings, 'clip' | 'scaling'>): [number, number] {
  if (clip === null) return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  return scaling === 'min-max' ? [-clip, 1 + clip] : [-clip, clip];
}

/**
 * Checks rows.
 *
 * @returns whether a cell is missing
 * @throws as {@link prepare}
 */
export function checkCells(
  { values, size }: RawBatch,
  { missing }: Pick<AnomalySettings, 'missing'>,
  { nameOf, first }: Place,
): boolean {
  const width = values.length / size;
  let any = false;
  for (let row = 0; row < size; row++) {
    let absent = 0;
    for (let cell = 0; cell < width; cell++) {
      const value = values[row * width + cell]!;
      if (Number.isFinite(value)) continue;
      const where = `row ${first + row}, column '${nameOf(cell)}'`;
      if (!Number.isNaN(value)) throw new DataError(`${where} is ${value}: replace or drop it`);
      if (missing === 'error') {
        throw new DataError(
          `${where} is missing: fill it in or drop the row, or give the detector { missing: 'mean' }`,
        );
      }
      absent += 1;
    }
    if (absent === width) throw new DataError(`row ${first + row} has no cell that is not missing: drop it`);
    any ||= absent > 0;
  }
  return any;
}
