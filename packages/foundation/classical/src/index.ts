export type { DrawOptions } from './draw-options.js';
export {
  type CovarianceKind,
  type GaussianMixture,
  type GaussianMixtureOptions,
  gaussianMixture,
} from './gaussian-mixture.js';
export { type InverseFactor, inverseFactor } from './inverse-factor.js';
export { type IsomapOptions, isomap } from './isomap.js';
export { type KMeans, type KMeansOptions, kMeans } from './k-means.js';
export {
  type BandwidthRule,
  type KernelDensity,
  type KernelDensityOptions,
  kernelDensity,
} from './kernel-density.js';
export { kernelLogDensity } from './kernel-log-density.js';
export { type LdaOptions, lda } from './lda.js';
export { logDensity } from './log-density.js';
export type { MixtureDensity } from './mixture-densities.js';
export { nearestCentroid } from './nearest-centroid.js';
export { type PcaOptions, type PcaReduction, pca } from './pca.js';
export type { Reduction, TransformingReduction } from './reduction.js';
export { responsibilities } from './responsibilities.js';
export { sampleKernelDensity } from './sample-kernel-density.js';
export { sampleMixture } from './sample-mixture.js';
export { type TsneOptions, tsne } from './tsne.js';
export { type UmapOptions, umap } from './umap.js';
export type { WorkOptions } from './work.js';
