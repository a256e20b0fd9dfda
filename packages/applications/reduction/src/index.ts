export { evaluate, fit, save, useBackend } from '@autoencoders/core';
export { intrinsicDimension } from '@autoencoders/metrics';
export {
  type AutoencoderReducer,
  type AutoencoderReducerOptions,
  reducer,
} from './autoencoder-reducer.js';
export {
  type IsomapReducerOptions,
  isomapReducer,
  type LinearReducerOptions,
  ldaReducer,
  pcaReducer,
  type TsneReducerOptions,
  tsneReducer,
  type UmapReducerOptions,
  umapReducer,
} from './classical-reducers.js';
export {
  type ComparedReduction,
  type CompareOptions,
  type CompareProgress,
  compareReductions,
  type MeasuredEmbedding,
} from './compare-reductions.js';
export { type ComparisonRow, comparisonTable } from './comparison-table.js';
export { type LoadReducerOptions, loadReducer } from './load-reducer.js';
export { type MeasureOptions, type Measures, measure } from './measure.js';
export type {
  InvertibleReducer,
  Reducer,
  ReductionData,
  ReductionFitOptions,
  ReductionProgress,
  TransformOptions,
} from './reducer.js';
