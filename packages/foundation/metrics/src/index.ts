export { elbo } from './elbo.js';
export {
  type ImportanceOptions,
  importanceWeightedLogLikelihood,
  type LatentVariableModel,
} from './importance-weighted.js';
export { logMeanExp } from './log-mean-exp.js';
export { meanWithStandardError } from './mean-with-standard-error.js';
export { type PeakSignalToNoiseRatioOptions, peakSignalToNoiseRatio } from './psnr.js';
export { meanSquaredError, rootMeanSquaredError } from './reconstruction-error.js';
export { type StructuralSimilarityOptions, structuralSimilarity } from './ssim.js';
