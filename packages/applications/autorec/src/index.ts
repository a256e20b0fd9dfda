export { evaluate, save, useBackend } from '@autoencoders/core';
export type { Computation } from './network/first-layer.js';
export type { KernelPenalty } from './network/rating-model.js';
export { autoRecNetwork, cdaeNetwork, multDaeNetwork, multVaeNetwork } from './network/variants.js';
export { type Baseline, baselineOf, type Damping } from './ratings/baseline.js';
export { baselinePredictions } from './ratings/baseline-predictions.js';
export { countedIds, type Id, type IdColumn, type Ids, type IdsJson, idsOf } from './ratings/ids.js';
export { implicitRatings } from './ratings/implicit-ratings.js';
export { itemsByPopularity } from './ratings/items-by-popularity.js';
export {
  type Duplicates,
  type RatingColumns,
  type Ratings,
  type RatingsOptions,
  ratingsOf,
  ratingsOfUser,
} from './ratings/ratings.js';
export type { SparseRows } from './ratings/sparse-rows.js';
export {
  type LeaveOneOutOptions,
  leaveOneOut,
  type RatingSplit,
  randomSplit,
  splitByTime,
} from './ratings/splits.js';
export { type SyntheticRatingsOptions, syntheticRatings } from './ratings/synthetic-ratings.js';
export type { FoldInOptions, NewRating } from './recommender/fold-in.js';
export { loadRecommender } from './recommender/load-recommender.js';
export {
  type AutoRec,
  type AutoRecOptions,
  autoRec,
  type CdaeOptions,
  cdae,
  type MultDaeOptions,
  type MultVaeOptions,
  multDae,
  multVae,
  type NetworkOptions,
} from './recommender/makers.js';
export { recommendedOptions } from './recommender/recommended-options.js';
export type {
  KnownUserOptions,
  NewUser,
  Recommendation,
  Recommender,
  RecommenderFitOptions,
  RecommendOptions,
} from './recommender/recommender.js';
