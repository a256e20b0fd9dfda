import type { EngineName } from '@autoencoders/backend';
import type { AnyVariantFactory, Autoencoder } from '@autoencoders/core';
import type { Demand } from './describe-on-engines.js';

/** What the suite needs to know of a variant. */
export interface Subject {
  /** Makes a small model; `options` override the variant's own. Smooth activations keep the slopes measurable. */
  readonly create: (options?: Readonly<Record<string, unknown>>) => Autoencoder;
  /** The factory, for loading. */
  readonly factory: AnyVariantFactory;
  /** Flat values of a few examples, within the model's domain: a multiple of the input's size. */
  readonly examples: Float32Array;
  /** Engines to run on. Default `cpu`, `wasm`, and `webgpu` where there is a real adapter. */
  readonly engines?: readonly EngineName[];
  /** Relative tolerance of gradients against finite differences in single precision. Default 0.02. */
  readonly gradientTolerance?: number;
  /** Phases whose gradient is by design not the slope of their loss (straight-through estimators). Default none. */
  readonly surrogateGradients?: readonly string[];
  /** The term that must fall in training, `phase/term`. Default the first phase's loss. */
  readonly falling?: string;
  /** Full epochs on the examples after which that term must have fallen. Default 30. */
  readonly epochs?: number;
}

/** One demand of the contract. */
export type Check = Demand<Subject>;
