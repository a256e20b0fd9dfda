import type { Application, Autoencoder, BatchedOptions, FitOptions, History, Rows } from '@autoencoders/core';
import type { Detection } from './detection.js';
import type { ExplainOptions, Explanation } from './explain.js';
import type { AnomalyData } from './preparation/raw-data.js';
import type { Calibration, CalibrationOptions } from './thresholds/calibration.js';
import type { AnomalyStream, AnomalyStreamOptions } from './time/anomaly-stream.js';

/**
 * How `fit` of a detector trains: as core's `fit`, on raw rows. The learning rate falls from 1e-3 to 0 by default, along
 * half a cosine.
 */
export interface AnomalyFitOptions extends Omit<FitOptions, 'epochs' | 'validation'> {
  /** Times to go through the rows; 0 where the autoencoder is trained already. Default as many as make 1,000 steps. */
  readonly epochs?: number;
  /** Raw rows, evaluated after every epoch. */
  readonly validation?: AnomalyData;
}

/** How a detector goes through rows. */
export type ScoreOptions = Pick<BatchedOptions, 'batchSize'>;

/** A detector of anomalies on an autoencoder. */
export interface AnomalyDetector<Base extends Autoencoder = Autoencoder> extends Application {
  readonly kind: 'anomaly';
  readonly autoencoder: Base;
  /** Whether its scores are errors or distances, which are never below 0. */
  readonly positive: boolean;
  /** The threshold, once it is calibrated. */
  readonly calibration: Calibration | undefined;
  /**
   * Fits the scaling to raw rows, trains the autoencoder on them, and fits the score to their codes. A threshold from
   * before is dropped.
   *
   * @throws {ShapeError} when rows do not fit the autoencoder.
   * @throws {DataError} naming row and column of a cell that is missing, infinite or no number, or columns without any.
   * @throws as core's `fit`
   */
  fit(data: AnomalyData, options?: AnomalyFitOptions): Promise<History>;
  /**
   * The score of each row, `[rows]`: the higher, the odder.
   *
   * @throws {AutoencoderError} before `fit`.
   * @throws {ShapeError} when rows do not fit the autoencoder.
   * @throws {DataError} naming row and column of a cell that is missing, infinite or no number, or when a score is not
   * finite.
   */
  score(data: AnomalyData, options?: ScoreOptions): Promise<Float32Array>;
  /** Like `score`, batch by batch, for data of any length in flat memory. */
  scoreBatches(data: AnomalyData, options?: ScoreOptions): AsyncGenerator<Float32Array>;
  /**
   * Sets the threshold by the scores of rows that were not trained on. Default `{ by: 'quantile', falseAlarmRate: 0.01 }`.
   *
   * @throws {OptionError} naming the option that is wrong.
   * @throws {DataError} when there are too few rows for what is asked.
   * @throws as `score`
   */
  calibrate(data: AnomalyData, options?: CalibrationOptions & ScoreOptions): Promise<Calibration>;
  /**
   * Scores, and whether each is above the threshold.
   *
   * @throws {AutoencoderError} before `calibrate`.
   * @throws as `score`
   */
  detect(data: AnomalyData, options?: ScoreOptions): Promise<Detection>;
  /**
   * Which columns make each row odd: the part of each cell in the score. Of the score `'reconstruction'` parts sum to
   * it; of others a part is what the score falls by when the cell is as the autoencoder reconstructs it.
   *
   * @throws as `score`
   */
  explain(data: AnomalyData, options?: ExplainOptions): Promise<Explanation[]>;
  /**
   * The part of each cell in the score, `[rows, ...inputShape]`, which sum to it.
   *
   * @throws {OptionError} of scores that are no sum over cells: `explain` has something for those.
   * @throws as `score`
   */
  contributions(data: AnomalyData, options?: ScoreOptions): Promise<Rows>;
  /**
   * Takes one row at a time. Where an input is a window `[length, columns]`, the last `length` rows are kept.
   *
   * @throws {OptionError} where an input is neither a row nor a window.
   */
  stream(options?: AnomalyStreamOptions): AnomalyStream;
}
