import type { Rows } from '@autoencoders/core';
import type { Dataset } from '@autoencoders/data';
import type * as tf from '@tensorflow/tfjs';

/** Examples: a dataset, a tensor `[examples, ...shape]`, or rows of that shape on the host. */
export type ReductionData = Dataset | Rows | tf.Tensor;

/** How far a fit is. */
export interface ReductionProgress {
  /** The share that is done, in [0, 1]. */
  readonly fraction: number;
}

/** What belongs to one fit, whatever the method. */
export interface ReductionFitOptions {
  /** A class for each example, where a method needs them. Default: the labels in the data, where it has them. */
  readonly labels?: ArrayLike<number>;
  /** Ends the fit, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Called as the fit goes on, by methods that take steps. */
  readonly onProgress?: (progress: ReductionProgress) => void;
}

/** How to go through data. */
export interface TransformOptions {
  /** Examples at a time. Default 256. */
  readonly batchSize?: number;
}

/**
 * A way from examples to few dimensions. Inputs of any shape are taken as they are; an embedding is always flat,
 * `[examples, dimensions]`.
 */
export interface Reducer {
  /** The method's name: `'pca'`, `'umap'`, or the kind of an autoencoder. */
  readonly method: string;
  /** Width of the embedding. */
  readonly dimensions: number;
  /** Whether it places examples that it was not fitted to; where false, `transform` throws. */
  readonly placesNewExamples: boolean;
  /**
   * Fits the method to data and embeds it.
   *
   * @returns `[examples, dimensions]`
   * @throws {DataError} for data that is not finite, or too little of it.
   * @throws {OptionError} for options that do not fit the data.
   */
  fit(data: ReductionData, options?: ReductionFitOptions): Promise<Rows>;
  /**
   * Embeds data with what was fitted.
   *
   * @returns `[examples, dimensions]`
   * @throws {OptionError} before `fit`, and where the method cannot place new examples.
   * @throws {ShapeError} for examples of another shape.
   * @throws {DataError} for values that are not finite.
   */
  transform(data: ReductionData, options?: TransformOptions): Promise<Rows>;
  /** Like `transform`, batch by batch, for results that do not fit in memory. */
  transformBatches(data: ReductionData, options?: TransformOptions): AsyncGenerator<Rows>;
  /** Back to the data's space, `[examples, ...shape]`; only where the method has a way back. */
  inverseTransform?(codes: ReductionData, options?: TransformOptions): Promise<Rows>;
}

/** A reducer with a way back. */
export type InvertibleReducer = Reducer & Required<Pick<Reducer, 'inverseTransform'>>;
