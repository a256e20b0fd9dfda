import type { Application, Autoencoder, FitOptions, History, Json } from '@autoencoders/core';
import type { Dataset, Rows } from '@autoencoders/data';
import type * as tf from '@tensorflow/tfjs';
import type { AssignOptions } from '../clustering.js';

/** How `start` goes through the data. */
export interface StartOptions {
  /** Examples encoded at a time. Default 256. */
  readonly batchSize?: number;
  /** Stops the work; `start` then rejects with the signal's reason, and what was there before stays. */
  readonly signal?: AbortSignal | undefined;
  /** Called with the number of examples encoded so far. */
  readonly onProgress?: ((encoded: number) => void) | undefined;
}

/** Options of the `fit` of a deep clustering: core's, and one more. */
export interface DeepFitOptions extends FitOptions {
  /**
   * Makes what the steps see in place of the data, such as `(data) => augmentImages(data)`, in the same order; the first
   * clusters, assignments, targets and the rule that stops the training are those of the data itself.
   * Source: Guo et al. 2018, "Deep embedded clustering with data augmentation", section 3.
   */
  readonly augmentation?: (data: Dataset) => Dataset;
}

/** Clusters that an autoencoder is trained towards. */
export interface DeepClustering<Base extends Autoencoder = Autoencoder> extends Application {
  readonly options: DeepSettings;
  /** The autoencoder that is trained; its owner disposes it. */
  readonly autoencoder: Base;
  readonly state: Readonly<Record<string, tf.Variable>>;
  /**
   * Finds the first clusters in the codes of the data, in place of those before. `fit` does it where it was not done.
   * All codes are held on the host.
   *
   * @throws {ShapeError} when the data does not fit the autoencoder.
   * @throws {DataError} without examples, with codes that are not finite, or fewer different codes than clusters.
   */
  start(data: Dataset | tf.Tensor, options?: StartOptions): Promise<void>;
  /**
   * Trains autoencoder and clusters by core's `fit`, with the same options, checkpoints and exact resumption; `start`
   * comes before the first step where it was not called.
   *
   * @throws as `start` and core's `fit`.
   * @throws {ShapeError} when the augmentation changes the number or the shape of the examples.
   */
  fit(data: Dataset | tf.Tensor, options: DeepFitOptions): Promise<History>;
  /**
   * The most probable cluster of each example, `[examples]`, the first of equal ones.
   *
   * @throws {AutoencoderError} before `start` or `fit`.
   * @throws {ShapeError} when the data does not fit the autoencoder.
   * @throws {DataError} without examples.
   */
  assign(data: Dataset | tf.Tensor, options?: AssignOptions): Promise<Int32Array>;
  /** Like `assign`, batch by batch, for data of any length in flat memory. */
  assignBatches(data: Dataset | tf.Tensor, options?: AssignOptions): AsyncGenerator<Int32Array>;
  /**
   * The probability of each cluster, `[examples, clusters]`, rows of sum 1; 0 or 1 where assignments are hard.
   *
   * @throws as `assign`.
   */
  probabilities(data: Dataset | tf.Tensor, options?: AssignOptions): Promise<Rows>;
  /**
   * The centroids or means in the space of the code, flattened: `[clusters, width]`.
   *
   * @throws {AutoencoderError} before `start` or `fit`.
   */
  centroids(): Promise<Rows>;
  /**
   * A picture of each cluster, `[clusters, ...inputShape]`: its centroid or mean, decoded.
   *
   * @throws {AutoencoderError} before `start` or `fit`.
   */
  prototypes(): Promise<Rows>;
}

/** What every kind has among its options, as JSON. */
export interface DeepSettings {
  readonly [option: string]: Json;
  readonly clusters: number;
  readonly seed: number;
}
