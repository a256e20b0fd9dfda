import { DataError } from '@autoencoders/errors';
import type { AnomalySettings, ScalingKind } from '../options.js';
import type { CellName } from './cell-names.js';
import { medianAndRange } from './median-and-range.js';
import { checkCells, type Preparation } from './preparation.js';
import type { RawData } from './raw-data.js';

/** A preparation, and what was seen on the way. */
export interface FittedPreparation {
  readonly preparation: Preparation;
  /** How many rows there are. */
  readonly rows: number;
  /** Whether a cell is missing. */
  readonly missing: boolean;
}

/**
 * Fits the scaling of each column, the last axis of a row, in one pass and in double precision, over the cells that
 * are there: `'standard'` to mean 0 and standard deviation 1; `'min-max'` to [0, 1]; `'robust'` to median 0 and
 * interquartile range 1.349, that of a standard normal distribution, for which all values are held on the host;
 * `'none'` leaves them. A column that is constant has scale 1, so that its distance from the constant counts as it is;
 * one whose quartiles are equal, the standard deviation.
 *
 * @throws {DataError} without rows, naming columns that have no cell at all, or as `prepare`.
 */
export async function fitPreparation(
  data: RawData,
  settings: Pick<AnomalySettings, 'scaling' | 'missing'>,
  nameOf: CellName,
): Promise<FittedPreparation> {
  const columns = data.shape.at(-1) ?? 1;
  const sums = new ColumnSums(columns);
  const held: Float32Array[] = [];
  let first = 0;
  let missing = false;
  for await (const batch of data.batches({ batchSize: 1024 })) {
    if (checkCells(batch, settings, { nameOf, first })) missing = true;
    sums.add(batch.values);
    if (settings.scaling === 'robust') held.push(batch.values.slice());
    first += batch.size;
  }
  if (first === 0) throw new DataError('the data holds no rows: give at least one');
  const empty = [...sums.count.keys()].filter((column) => sums.count[column] === 0);
  if (empty.length > 0) {
    const listed = empty.map((column) => `'${nameOf(column)}'`).join(', ');
    throw new DataError(`of the columns ${listed} every cell is missing: leave them out`);
  }
  const preparation = { ...scalingOf(settings.scaling, sums, held), fill: Float32Array.from(sums.mean) };
  return { preparation, rows: first, missing };
}

function scalingOf(
  kind: ScalingKind,
  { mean, low, high, deviation }: ColumnSums,
  held: readonly Float32Array[],
): Pick<Preparation, 'shift' | 'scale'> {
  const each = <Value>(value: (column: number) => Value) => Array.from(mean, (_, column) => value(column));
  const deviations = each((column) => deviation(column));
  // Of a constant column nothing is left, not even a deviation to fall back on.
  const positive = (scales: readonly number[]) =>
    Float32Array.from(scales, (scale, column) => Math.fround(scale) || Math.fround(deviations[column]!) || 1);
  if (kind === 'none') {
    return { shift: new Float32Array(mean.length), scale: new Float32Array(mean.length).fill(1) };
  }
  if (kind === 'standard') return { shift: Float32Array.from(mean), scale: positive(deviations) };
  if (kind === 'min-max') {
    return { shift: Float32Array.from(low), scale: positive(each((column) => high[column]! - low[column]!)) };
  }
  const middles = each((column) => medianAndRange(held, column, mean.length));
  return {
    shift: Float32Array.from(middles, ({ median }) => median),
    scale: positive(middles.map(({ range }) => range / normalRange)),
  };
}

/** The interquartile range of a standard normal distribution. */
const normalRange = 1.3489795;

/** Means, squares (Welford 1962) and extremes of columns. */
class ColumnSums {
  readonly count: Float64Array;
  readonly mean: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly #squares: Float64Array;

  constructor(columns: number) {
    this.count = new Float64Array(columns);
    this.mean = new Float64Array(columns);
    this.#squares = new Float64Array(columns);
    this.low = new Float64Array(columns).fill(Number.POSITIVE_INFINITY);
    this.high = new Float64Array(columns).fill(Number.NEGATIVE_INFINITY);
  }

  /** Adds rows, one after another; NaN is left out. */
  add(values: Float32Array): void {
    const { count, mean, low, high } = this;
    for (let at = 0; at < values.length; at++) {
      const value = values[at]!;
      if (Number.isNaN(value)) continue;
      const column = at % mean.length;
      const change = value - mean[column]!;
      count[column]! += 1;
      mean[column]! += change / count[column]!;
      this.#squares[column]! += change * (value - mean[column]!);
      low[column] = Math.min(low[column]!, value);
      high[column] = Math.max(high[column]!, value);
    }
  }

  /** The standard deviation of a column, over the number of its cells. */
  readonly deviation = (column: number): number => Math.sqrt(this.#squares[column]! / this.count[column]!);
}
