import { randomPermutation } from '@autoencoders/backend';
import type { Batch, BatchOptions, Dataset, Rows } from '@autoencoders/data';
import { checkInteger, DataError, formatShape, OptionError, ShapeError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';

/** A time series: rows `[steps, columns]`, a list of rows, or of one column its values. NaN where a cell is missing. */
export type Series = Rows | readonly (readonly number[])[] | Float32Array | readonly number[];

/** Options of {@link windows}. */
export interface WindowOptions {
  /** Steps of a window. */
  readonly length: number;
  /** Steps from the start of one window to the next, at most `length`. Default 1. */
  readonly stride?: number;
}

/** How the scores of windows become those of steps. */
export interface StepOptions {
  /** Of the windows that a step lies in: their mean, or their largest. Default `'mean'`. */
  readonly by?: 'mean' | 'max';
}

/** The windows of a time series as a dataset, in the order of time. */
export interface SeriesWindows extends Dataset {
  readonly size: number;
  /** Steps of the series. */
  readonly steps: number;
  /** The first step of each window. */
  readonly starts: Uint32Array;
  /**
   * A value for each step of the series, `[steps]`, from the windows that it lies in.
   *
   * @param values one for each window, such as scores; or for each cell of it, `[windows, length, columns]`, such as a
   * detector's `contributions`, which are summed over columns first and tell steps apart within a window
   * @throws {ShapeError} for another number of values.
   */
  toSteps(values: Float32Array | Rows, options?: StepOptions): Float32Array;
}

/**
 * Cuts a time series into windows `[length, columns]`, which overlap where `stride` is less than `length`; the series is
 * kept once. Where the last stride leaves steps over, one more window ends with the last step.
 *
 * @example
 * const seen = windows(series, { length: 32, stride: 4 });
 * const oddness = seen.toSteps(await detector.score(seen));
 *
 * @throws {OptionError} for lengths and strides that are no positive integers, or a stride that leaves steps out.
 * @throws {DataError} when the series is shorter than a window.
 * @throws {ShapeError} when rows differ in length.
 */
export function windows(series: Series, { length, stride = 1 }: WindowOptions): SeriesWindows {
  checkInteger('length', length);
  checkInteger('stride', stride);
  if (stride > length) {
    throw new OptionError(`stride is ${stride}: at most ${length}, the length, or steps lie in no window`);
  }
  const { values, steps, columns } = tableOf(series);
  if (steps < length) {
    throw new DataError(`the series has ${steps} steps, a window ${length}: give more, or shorter windows`);
  }
  const size = Math.ceil((steps - length) / stride) + 1;
  const starts = Uint32Array.from({ length: size }, (_, window) => Math.min(window * stride, steps - length));
  const width = length * columns;
  return {
    shape: [length, columns],
    size,
    steps,
    starts,
    async *batches({ batchSize, shuffle, skip = 0 }: BatchOptions): AsyncGenerator<Batch> {
      checkInteger('batchSize', batchSize);
      const order = shuffle && randomPermutation(size, shuffle.seed, 'shuffle', shuffle.epoch);
      for (let from = skip * batchSize; from < size; from += batchSize) {
        const count = Math.min(batchSize, size - from);
        const batch = new Float32Array(count * width);
        for (let to = 0; to < count; to++) {
          const start = starts[order ? order[from + to]! : from + to]! * columns;
          batch.set(values.subarray(start, start + width), to * width);
        }
        yield { x: tf.tensor(batch, [count, length, columns]) };
      }
    },
    toSteps: (given, { by = 'mean' } = {}) => {
      const each = perStep(given, { size, length, columns });
      const found = new Float32Array(steps).fill(by === 'max' ? Number.NEGATIVE_INFINITY : 0);
      const counts = new Uint32Array(steps);
      for (const [window, start] of starts.entries()) {
        for (let step = 0; step < length; step++) {
          const at = start + step;
          const value = each(window, step);
          found[at] = by === 'max' ? Math.max(found[at]!, value) : found[at]! + value;
          counts[at]! += 1;
        }
      }
      return by === 'max' ? found : found.map((sum, step) => sum / counts[step]!);
    },
  };
}

/** The value of a step within a window. */
function perStep(
  given: Float32Array | Rows,
  { size, length, columns }: { readonly size: number; readonly length: number; readonly columns: number },
): (window: number, step: number) => number {
  if (given instanceof Float32Array) {
    if (given.length !== size) {
      throw new ShapeError(`there are ${given.length} values for ${size} windows: give one for each`);
    }
    return (window) => given[window]!;
  }
  if (!tf.util.arraysEqual([...given.shape], [size, length, columns])) {
    throw new ShapeError(
      `the values have shape ${formatShape(given.shape)}, expected ${formatShape([size, length, columns])}`,
    );
  }
  return (window, step) => {
    const from = (window * length + step) * columns;
    let sum = 0;
    for (let column = 0; column < columns; column++) sum += given.values[from + column]!;
    return sum;
  };
}

function tableOf(series: Series): {
  readonly values: Float32Array;
  readonly steps: number;
  readonly columns: number;
} {
  if (series instanceof Float32Array) return { values: series, steps: series.length, columns: 1 };
  if (!isList(series)) {
    const { values, shape } = series;
    const [steps = 0, columns = 1, ...more] = shape;
    if (more.length > 0 || steps * columns !== values.length) {
      throw new ShapeError(
        `the series has shape ${formatShape(shape)} and ${values.length} values, expected [steps, columns]`,
      );
    }
    return { values, steps, columns };
  }
  const rows = series.map((row) => (typeof row === 'number' ? [row] : row));
  const columns = rows[0]?.length ?? 1;
  const odd = rows.findIndex((row) => row.length !== columns);
  if (odd >= 0) {
    throw new ShapeError(
      `step ${odd} has ${rows[odd]!.length} values, step 0 has ${columns}: give as many in each`,
    );
  }
  return { values: Float32Array.from(rows.flat()), steps: rows.length, columns };
}

function isList(series: Series): series is readonly (readonly number[])[] | readonly number[] {
  return Array.isArray(series);
}
