export { evaluate, fit, save, useBackend } from '@autoencoders/core';
export type { Candidate } from './choose-clusters.js';
export { type AssignOptions, type Clustering, type ClusteringFitOptions, clustering } from './clustering.js';
export type {
  DeepClustering,
  DeepFitOptions,
  DeepSettings,
  StartOptions,
} from './deep/deep-clustering.js';
export { deepClusteringNetwork, type NetworkClusteringOptions } from './deep/deep-clustering-network.js';
export { deepEmbeddedClustering } from './deep/deep-embedded-clustering.js';
export {
  type ImprovedOptions,
  improvedDeepEmbeddedClustering,
} from './deep/improved-deep-embedded-clustering.js';
export { deepClusteringKinds, loadDeepClustering } from './deep/load-deep-clustering.js';
export type { TargetOptions } from './deep/student-clusters.js';
export {
  type EmbeddingOptions,
  type PosteriorAutoencoder,
  variationalDeepEmbedding,
} from './deep/variational-deep-embedding.js';
export type { ClusteringProgress, ClusteringResult } from './fit-codes.js';
export { type Judgement, judge } from './judge.js';
export { loadClustering } from './load-clustering.js';
export type {
  ChoiceCriterion,
  ClusteringMethod,
  ClusteringOptions,
  ClusterRange,
  CovarianceShape,
  UmapSettings,
} from './options.js';
