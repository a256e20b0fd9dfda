import { checkChoice, checkNumber, NumericalError, OptionError } from '@autoencoders/errors';
import { contaminationThreshold } from './contamination-threshold.js';
import { extremeValueThreshold, type Tail } from './extreme-value-threshold.js';
import { quantileThreshold } from './quantile-threshold.js';

/** How a threshold is found from scores. */
export type CalibrationOptions =
  | {
      /** An order statistic of the scores of normal rows. */
      readonly by: 'quantile';
      /** Share of normal rows that may be called anomalous. */
      readonly falseAlarmRate: number;
    }
  | {
      /** The share of rows that are anomalous: the rows given hold some. */
      readonly by: 'contamination';
      readonly rate: number;
    }
  | {
      /** A generalised Pareto distribution of the highest scores of normal rows, for rates below one in their number. */
      readonly by: 'extreme-value';
      readonly falseAlarmRate: number;
      /** Share of the scores that counts as the tail. Default 0.1. */
      readonly tail?: number;
    };

/** A threshold. */
export interface Calibration {
  /** A row is anomalous when its score is above. */
  readonly threshold: number;
  /** The probability that a new normal row is above. */
  readonly expectedFalseAlarmRate: number;
  /** The tail that was fitted; of `'extreme-value'`. */
  readonly tail?: Tail;
}

/** The options of a calibration that is not told otherwise. */
export const defaultCalibration: CalibrationOptions = { by: 'quantile', falseAlarmRate: 0.01 };

/**
 * Finds a threshold. It has the precision of the scores, so that what is saved decides alike.
 *
 * @param scores of the rows to calibrate on, which were not trained on
 * @throws {OptionError} naming the option that is wrong.
 * @throws {DataError} when there are too few scores.
 * @throws {NumericalError} when a score is not finite.
 */
export function calibrationOf(scores: Float32Array, options: CalibrationOptions): Calibration {
  checkChoice('by', options.by, ['quantile', 'contamination', 'extreme-value']);
  const bad = scores.findIndex((score) => !Number.isFinite(score));
  if (bad >= 0) throw new NumericalError(`the score of row ${bad} is ${scores[bad]}: there is no threshold`);
  const sorted = scores.slice().sort();
  const { threshold, ...found } = thresholdOf(sorted, options);
  return { threshold: Math.fround(threshold), ...found };
}

function thresholdOf(sorted: Float32Array, options: CalibrationOptions): Calibration {
  if (options.by === 'contamination') {
    checkShare('rate', options.rate);
    return contaminationThreshold(sorted, options.rate);
  }
  checkShare('falseAlarmRate', options.falseAlarmRate);
  if (options.by === 'quantile') return quantileThreshold(sorted, options.falseAlarmRate);
  const { falseAlarmRate, tail = 0.1 } = options;
  checkShare('tail', tail);
  if (falseAlarmRate >= tail) {
    throw new OptionError(
      `falseAlarmRate is ${falseAlarmRate} with a tail of ${tail}: give a lower rate, or calibrate by 'quantile'`,
    );
  }
  return extremeValueThreshold(sorted, falseAlarmRate, tail);
}

/** @throws {OptionError} unless it is in (0, 1). */
function checkShare(name: string, value: number): void {
  checkNumber(name, value, 0, 1);
  if (value === 0 || value === 1)
    throw new OptionError(`${name} is ${value}: give a share above 0 and below 1`);
}
