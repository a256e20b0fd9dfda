import { checkInteger, OptionError, ShapeError } from '@autoencoders/errors';
import type { AnomalySettings } from '../options.js';
import { cellNames } from '../preparation/cell-names.js';
import { checkCells } from '../preparation/preparation.js';
import type { AnomalyData } from '../preparation/raw-data.js';
import type { Calibration } from '../thresholds/calibration.js';

/** Options of a stream. */
export interface AnomalyStreamOptions {
  /** Rows from one window that is scored to the next. Default 1. */
  readonly stride?: number;
}

/** What is said of a row, or of the window that ends with it. */
export interface StreamedScore {
  readonly score: number;
  /** Whether it is above the threshold; `undefined` before there is one. */
  readonly anomalous: boolean | undefined;
}

/** Rows that come one at a time. */
export interface AnomalyStream {
  /**
   * Takes a row, and scores it or the window that ends with it. Rows may be pushed before the one before is answered.
   *
   * @param row a value for each column
   * @returns `undefined` where no window ends: before the first is full, and between strides.
   * @throws {ShapeError} for another number of values.
   * @throws {DataError} naming a cell that is infinite, or missing where that is refused. The row is then left out.
   */
  push(row: ArrayLike<number>): Promise<StreamedScore | undefined>;
  /** Forgets the rows before, as after a gap. */
  reset(): void;
}

/** What rows are streamed into. */
interface Scorer {
  readonly inputShape: readonly number[];
  readonly calibration: Calibration | undefined;
  score(data: AnomalyData): Promise<Float32Array>;
}

/** A stream into a detector. @throws {OptionError} where an input is neither a row nor a window of rows. */
export function anomalyStream(
  detector: Scorer,
  settings: AnomalySettings,
  { stride = 1 }: AnomalyStreamOptions = {},
): AnomalyStream {
  const { inputShape } = detector;
  checkInteger('stride', stride);
  if (inputShape.length > 2) {
    throw new OptionError(
      `an input has ${inputShape.length} axes: a stream is of rows [columns] or of windows [length, columns]`,
    );
  }
  const columns = inputShape.at(-1)!;
  const length = inputShape.length === 2 ? inputShape[0]! : 1;
  const nameOf = cellNames([columns], settings);
  let kept: Float32Array[] = [];
  let rows = 0;
  let since = stride;

  return {
    async push(given) {
      if (given.length !== columns) {
        throw new ShapeError(`row ${rows} has ${given.length} values, the detector has ${columns} columns`);
      }
      const row = Float32Array.from(given);
      checkRow(row, rows);
      rows += 1;
      kept = [...kept.slice(kept.length === length ? 1 : 0), row];
      if (kept.length < length) return undefined;
      since += 1;
      if (since < stride) return undefined;
      since = 0;
      const values = new Float32Array(length * columns);
      for (const [step, one] of kept.entries()) values.set(one, step * columns);
      const [score] = await detector.score({ values, shape: [1, ...inputShape] });
      const { calibration } = detector;
      return { score: score!, anomalous: calibration && score! > calibration.threshold };
    },
    reset() {
      kept = [];
      since = stride;
    },
  };

  /** Keeps a row out that no window could be scored with. */
  function checkRow(row: Float32Array, first: number): void {
    const empty = row.every(Number.isNaN);
    // A window may lack a whole step.
    if (empty && length > 1 && settings.missing === 'mean') return;
    checkCells({ values: row, size: 1 }, settings, { nameOf, first });
  }
}
