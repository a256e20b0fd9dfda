export { evaluate, fit, save, useBackend } from '@autoencoders/core';
export type { GeneratorFit, GeneratorFitOptions, GeneratorProgress } from './code-source.js';
export type { CodeKind } from './codes.js';
export { type AutoencoderGenerator, generator, type SampleOptions } from './generator.js';
export { type LoadGeneratorOptions, loadGenerator } from './load-generator.js';
export {
  type GeneratorOptions,
  type GeneratorSettings,
  type MixtureOptions,
  type OwnSamplerOptions,
  type SamplerName,
  samplerNames,
} from './options.js';
export type { Fitted, Sampler, SamplerWork } from './samplers/sampler.js';
export { analogy } from './walks/analogy.js';
export { type ApplyAttributeOptions, applyAttribute, attributeVector } from './walks/attribute-vector.js';
export type { Axis, Grid } from './walks/grid.js';
export {
  type InterpolateOptions,
  interpolate,
  interpolateCodes,
  interpolationMethods,
} from './walks/interpolate.js';
export type { Items, WalkOptions } from './walks/items.js';
export { type ManifoldOptions, manifold, manifoldMethods } from './walks/manifold.js';
export { normalQuantile } from './walks/normal-quantile.js';
export { slerp } from './walks/slerp.js';
export { type TraverseOptions, traverse, traverseCodes } from './walks/traverse.js';
