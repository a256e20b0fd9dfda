export {
  type ClassificationReport,
  type ClassScores,
  classificationReport,
} from './classification/classification-report.js';
export { type ConfusionMatrix, confusionMatrix } from './classification/confusion-matrix.js';
export { expectedCalibrationError } from './classification/expected-calibration-error.js';
export { type CalibrationOptions, type ReliabilityBin, reliability } from './classification/reliability.js';
export { adjustedRandIndex } from './clustering/adjusted-rand-index.js';
export { clusteringAccuracy } from './clustering/clustering-accuracy.js';
export { normalizedMutualInformation } from './clustering/normalized-mutual-information.js';
export { type SilhouetteOptions, silhouette } from './clustering/silhouette.js';
export { areaUnderRoc } from './detection/area-under-roc.js';
export { averagePrecision } from './detection/average-precision.js';
export { precisionAt } from './detection/precision-at.js';
export { type RocCurve, rocCurve } from './detection/roc-curve.js';
export { type BetaVaeScoreOptions, betaVaeScore } from './disentanglement/beta-vae-score.js';
export type { FactorRows } from './disentanglement/factor-table.js';
export {
  type MutualInformationGap,
  type MutualInformationGapOptions,
  mutualInformationGap,
} from './disentanglement/mutual-information-gap.js';
export type { SampleOptions } from './distances/anchors.js';
export type { BlockOptions } from './distances/blocks.js';
export { elbo } from './elbo.js';
export { continuity } from './embedding/continuity.js';
export {
  type IntrinsicDimensionOptions,
  intrinsicDimension,
  intrinsicDimensionMethods,
} from './embedding/intrinsic-dimension.js';
export { type KnnAccuracyOptions, knnAccuracy } from './embedding/knn-accuracy.js';
export {
  type NearestNeighbors,
  type NearestNeighborsOptions,
  nearestNeighbors,
} from './embedding/nearest-neighbors.js';
export type { RankOptions } from './embedding/rank-preservation.js';
export { type ShepardOptions, shepardCorrelation } from './embedding/shepard-correlation.js';
export { trustworthiness } from './embedding/trustworthiness.js';
export { type ClassCoverageOptions, classCoverage } from './generation/class-coverage.js';
export type { Coverage } from './generation/coverage.js';
export { type FeatureNetwork, type FeatureOptions, featureRows } from './generation/feature-rows.js';
export { frechetDistance } from './generation/frechet-distance.js';
export { frechetInceptionDistance } from './generation/frechet-inception-distance.js';
export {
  type KernelDistance,
  type KernelDistanceOptions,
  kernelInceptionDistance,
} from './generation/kernel-inception-distance.js';
export { laplacianVariance } from './generation/laplacian-variance.js';
export { type ModeCoverage, type ModeCoverageOptions, modeCoverage } from './generation/mode-coverage.js';
export {
  type PrecisionRecall,
  type PrecisionRecallOptions,
  precisionAndRecall,
} from './generation/precision-and-recall.js';
export {
  type TwoSampleTest,
  type TwoSampleTestOptions,
  twoSampleTest,
} from './generation/two-sample-test.js';
export { type ImportanceOptions, importanceWeightedLogLikelihood } from './importance-weighted.js';
export type {
  DrawnPosteriorModel,
  GaussianPosteriorModel,
  LatentVariableModel,
} from './latent-variable-model.js';
export { type ActiveUnits, type ActiveUnitsOptions, activeUnits } from './likelihood/active-units.js';
export { type BitsOptions, bitsPerDimension } from './likelihood/bits-per-dimension.js';
export type { LikelihoodEstimate, LikelihoodEstimateOptions } from './likelihood/likelihood-options.js';
export { negativeElbo } from './likelihood/negative-elbo.js';
export { negativeLogLikelihood } from './likelihood/negative-log-likelihood.js';
export { logMeanExp } from './log-mean-exp.js';
export { meanWithStandardError } from './mean-with-standard-error.js';
export { type PeakSignalToNoiseRatioOptions, peakSignalToNoiseRatio } from './psnr.js';
export { catalogCoverage } from './recommendation/catalog-coverage.js';
export { meanAbsoluteError } from './recommendation/mean-absolute-error.js';
export { normalizedDiscountedCumulativeGain } from './recommendation/normalized-discounted-cumulative-gain.js';
export { recallAt } from './recommendation/recall-at.js';
export { meanSquaredError } from './reconstruction-error.js';
export { rootMeanSquaredError } from './root-mean-squared-error.js';
export { type StructuralSimilarityOptions, structuralSimilarity } from './ssim.js';
