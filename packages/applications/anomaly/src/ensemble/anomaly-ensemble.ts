import type { History } from '@autoencoders/core';
import { AutoencoderError, checkChoice, OptionError } from '@autoencoders/errors';
import { calibrated, type Detection, detectionOf } from '../detection.js';
import type { AnomalyDetector, AnomalyFitOptions, ScoreOptions } from '../detector.js';
import type { AnomalyData } from '../preparation/raw-data.js';
import {
  type Calibration,
  type CalibrationOptions,
  calibrationOf,
  defaultCalibration,
} from '../thresholds/calibration.js';
import { type Alignment, aligned, alignmentOf, type Combination, combinations } from './alignment.js';

/** Options of {@link anomalyEnsemble}. */
export interface EnsembleOptions {
  /**
   * `'standardized'`: the mean of z-scores, of logarithms where scores are errors or distances. `'rank'`: the mean share
   * of rows with a lower score, which no single detector can outvote, but which tells nothing apart above all of them.
   * Default `'standardized'`.
   */
  readonly combine?: Combination;
}

/** Several detectors as one. */
export interface AnomalyEnsemble<Member extends AnomalyDetector = AnomalyDetector> {
  readonly detectors: readonly Member[];
  readonly combine: Combination;
  /** What each detector's scores are held against, once they are aligned. */
  readonly alignments: readonly Alignment[] | undefined;
  /** The threshold, once it is calibrated. */
  readonly calibration: Calibration | undefined;
  /** Fits each detector, one after another, and aligns them on the same rows. @throws as a detector's `fit` */
  fit(data: AnomalyData, options?: AnomalyFitOptions): Promise<History[]>;
  /**
   * Makes the scores of detectors that are fitted comparable, by the scores of rows that are mostly normal. A threshold
   * from before is dropped.
   */
  align(data: AnomalyData, options?: ScoreOptions): Promise<void>;
  /** The mean of the detectors' aligned scores, `[rows]`. @throws {AutoencoderError} before they are aligned. */
  score(data: AnomalyData, options?: ScoreOptions): Promise<Float32Array>;
  /** Sets the threshold, as a detector's `calibrate` does. */
  calibrate(data: AnomalyData, options?: CalibrationOptions & ScoreOptions): Promise<Calibration>;
  /** Scores, and whether each is above the threshold. @throws {AutoencoderError} before `calibrate`. */
  detect(data: AnomalyData, options?: ScoreOptions): Promise<Detection>;
  /** Frees the detectors; their autoencoders are the caller's. */
  dispose(): void;
}

/**
 * Makes one detector of several: of other autoencoders, other seeds, other scores. Where they differ in their mistakes,
 * the mean makes fewer.
 * Source: Aggarwal and Sathe 2015, "Theoretical foundations and algorithms for outlier ensembles", section 2 (averages
 * lower the variance).
 *
 * @example
 * const both = anomalyEnsemble([anomalyDetector(first), anomalyDetector(second)]);
 * await both.fit(train);
 * const scores = await both.score(rows);
 *
 * @throws {OptionError} without detectors, or for an unknown combination.
 */
export function anomalyEnsemble<Member extends AnomalyDetector>(
  detectors: readonly Member[],
  { combine = 'standardized' }: EnsembleOptions = {},
): AnomalyEnsemble<Member> {
  checkChoice('combine', combine, combinations);
  if (detectors.length === 0) throw new OptionError('there are no detectors: give one at least');
  return ensembleWith([...detectors], combine, undefined, undefined);
}

/** An ensemble with what it had fitted, or nothing. */
export function ensembleWith<Member extends AnomalyDetector>(
  detectors: readonly Member[],
  combine: Combination,
  alignedBefore: readonly Alignment[] | undefined,
  calibratedBefore: Calibration | undefined,
): AnomalyEnsemble<Member> {
  let alignments = alignedBefore;
  let calibration = calibratedBefore;

  async function align(data: AnomalyData, options?: ScoreOptions): Promise<void> {
    const found: Alignment[] = [];
    for (const detector of detectors) {
      found.push(alignmentOf(await detector.score(data, options), combine, detector.positive));
    }
    alignments = found;
    calibration = undefined;
  }

  async function score(data: AnomalyData, options?: ScoreOptions): Promise<Float32Array> {
    if (!alignments) {
      throw new AutoencoderError(
        "the detectors are not aligned yet: call 'fit(data)', or 'align(data)' where each is fitted",
      );
    }
    let sums = new Float64Array(0);
    for (const [index, detector] of detectors.entries()) {
      const part = aligned(await detector.score(data, options), alignments[index]!);
      sums = index === 0 ? new Float64Array(part) : sums.map((sum, row) => sum + part[row]!);
    }
    return Float32Array.from(sums, (sum) => sum / detectors.length);
  }

  return {
    detectors,
    combine,
    get alignments() {
      return alignments;
    },
    get calibration() {
      return calibration;
    },
    async fit(data, options) {
      const histories: History[] = [];
      for (const detector of detectors) histories.push(await detector.fit(data, options));
      await align(data);
      return histories;
    },
    align,
    score,
    async calibrate(data, { batchSize, ...how } = defaultCalibration) {
      calibration = calibrationOf(await score(data, batchSize === undefined ? {} : { batchSize }), how);
      return calibration;
    },
    async detect(data, options) {
      const threshold = calibrated(calibration);
      return detectionOf(await score(data, options), threshold);
    },
    dispose() {
      for (const detector of detectors) detector.dispose();
    },
  };
}
