export { evaluate, save, useBackend } from '@autoencoders/core';
export { anomalyDetector } from './anomaly-detector.js';
export type { Detection } from './detection.js';
export type { AnomalyDetector, AnomalyFitOptions, ScoreOptions } from './detector.js';
export type { Alignment, Combination } from './ensemble/alignment.js';
export { type AnomalyEnsemble, anomalyEnsemble, type EnsembleOptions } from './ensemble/anomaly-ensemble.js';
export { loadEnsemble } from './ensemble/load-ensemble.js';
export { saveEnsemble } from './ensemble/save-ensemble.js';
export type { CellPart, ExplainOptions, Explanation } from './explain.js';
export { type LoadDetectorOptions, loadAnomalyDetector } from './load-anomaly-detector.js';
export {
  type AnomalyOptions,
  type AnomalySettings,
  type MissingRule,
  missingRules,
  type NamedScore,
  type ScalingKind,
  type ScoreFunction,
  type ScoreName,
  scalingKinds,
  scoreNames,
} from './options.js';
export type { AnomalyData } from './preparation/raw-data.js';
export type { PosteriorAutoencoder } from './scores/reconstruction-probability.js';
export type { ScoringAutoencoder } from './scores/score-of.js';
export { type TabularOptions, tabularOptions } from './tabular-options.js';
export type { Calibration, CalibrationOptions } from './thresholds/calibration.js';
export type { Tail } from './thresholds/extreme-value-threshold.js';
export type { AnomalyStream, AnomalyStreamOptions, StreamedScore } from './time/anomaly-stream.js';
export {
  type Series,
  type SeriesWindows,
  type StepOptions,
  type WindowOptions,
  windows,
} from './time/windows.js';
