import { type Application, type Autoencoder, type BatchedOptions, decode } from '@autoencoders/core';
import type { Dataset, Rows } from '@autoencoders/data';
import { concatenateRows } from '@autoencoders/data';
import { AutoencoderError, OptionError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { type Assigner, assignerOf } from './assigner.js';
import { allCodes, codeBatches, codeWidth, collect } from './codes.js';
import { type ClusteringProgress, type ClusteringResult, fitCodes } from './fit-codes.js';
import { type Fitted, standardizationIn } from './fitted.js';
import { type ClusteringOptions, type Settings, settingsOf } from './options.js';
import { squaredDistanceToNearest } from './squared-distance.js';
import { unstandardized } from './standardization.js';

/** How `fit` of a clustering goes through the data. */
export interface ClusteringFitOptions {
  /** Examples encoded at a time. Default 256. */
  readonly batchSize?: number;
  /** Stops the work; `fit` then rejects with the signal's reason and what was fitted before stays. */
  readonly signal?: AbortSignal;
  /** Called as it goes on. */
  readonly onProgress?: (progress: ClusteringProgress) => void;
}

/** How a clustering goes through data. */
export type AssignOptions = Pick<BatchedOptions, 'batchSize'>;

/** Clusters in the code of an autoencoder. */
export interface Clustering<Base extends Autoencoder = Autoencoder> extends Application {
  readonly kind: 'clustering';
  readonly options: Settings;
  readonly autoencoder: Base;
  /** How many clusters were found; `undefined` before `fit`. */
  readonly clusters: number | undefined;
  /**
   * Encodes the data, finds its clusters and keeps them in place of those before. All codes are held on the host.
   *
   * @throws {ShapeError} when the data does not fit the autoencoder.
   * @throws {DataError} without examples, with codes that are not finite, or fewer different codes than clusters.
   * @throws {OptionError} when neighbours or clusters are too many for the examples.
   */
  fit(data: Dataset | tf.Tensor, options?: ClusteringFitOptions): Promise<ClusteringResult>;
  /**
   * The cluster of each example, `[examples]`: of the nearest centroid, of the most probable component, or with UMAP
   * of the nearest stored codes.
   *
   * @throws {AutoencoderError} before `fit`.
   * @throws {ShapeError} when the data does not fit the autoencoder.
   * @throws {DataError} without examples, or with codes that are not finite.
   */
  assign(data: Dataset | tf.Tensor, options?: AssignOptions): Promise<Int32Array>;
  /** Like `assign`, batch by batch, for data of any length in flat memory. */
  assignBatches(data: Dataset | tf.Tensor, options?: AssignOptions): AsyncGenerator<Int32Array>;
  /**
   * The probability of each cluster, `[examples, clusters]`, rows of sum 1: the posterior `p(cluster | z)` of a Gaussian
   * mixture, or with UMAP the shares in the votes of the nearest stored codes.
   *
   * @throws {OptionError} of k-means without UMAP, which has none.
   * @throws as `assign`.
   */
  probabilities(data: Dataset | tf.Tensor, options?: AssignOptions): Promise<Rows>;
  /**
   * A picture of each cluster, `[clusters, ...inputShape]`: its centroid or mean, decoded; with UMAP the decoded code
   * nearest to the mean of the cluster.
   *
   * @throws {AutoencoderError} before `fit`.
   */
  prototypes(): Promise<Rows>;
}

/**
 * Makes a clustering of what an autoencoder encodes: k-means or a Gaussian mixture of the codes, or of their embedding
 * by UMAP (N2D). The autoencoder stays as it is, and its owner's to dispose; codes of several dimensions are flattened.
 * Test figure: `squaredDistance`, of a code to its nearest centroid, summed over the (standardised) code.
 * Source: McConville, Santos-Rodríguez, Piechocki and Craddock 2019, "N2D: (Not Too) Deep Clustering via Clustering the
 * Local Manifold of an Autoencoded Embedding", section 3, for UMAP.
 *
 * @example
 * const groups = clustering(model, { method: 'k-means', clusters: 10 });
 * const { labels } = await groups.fit(data);
 *
 * @throws {OptionError} naming the option that is wrong.
 */
export function clustering<Base extends Autoencoder>(
  autoencoder: Base,
  options: ClusteringOptions,
): Clustering<Base> {
  return clusteringWith(autoencoder, settingsOf(options, codeWidth(autoencoder)), undefined);
}

/** A clustering with what it had fitted, or nothing. */
export function clusteringWith<Base extends Autoencoder>(
  autoencoder: Base,
  settings: Settings,
  before: Fitted | undefined,
): Clustering<Base> {
  let held = before && holding(before, settings);

  function fitted(): Held {
    if (held) return held;
    throw new AutoencoderError("the clustering has no clusters yet: call its 'fit(data)' before");
  }

  async function* assignBatches(
    data: Dataset | tf.Tensor,
    { batchSize = 256 }: AssignOptions = {},
  ): AsyncGenerator<Int32Array> {
    const { assigner } = fitted();
    for await (const codes of codeBatches(autoencoder, data, { batchSize })) yield assigner.clusters(codes);
  }

  return {
    kind: 'clustering',
    options: settings,
    inputShape: autoencoder.inputShape,
    ...(autoencoder.domain ? { domain: autoencoder.domain } : {}),
    autoencoder,
    networks: autoencoder.networks,
    phases: [],
    get state() {
      return held?.state ?? {};
    },
    get clusters() {
      return held?.fitted.centroids?.shape[0];
    },
    async fit(data, { batchSize = 256, signal, onProgress } = {}) {
      const total = data instanceof tf.Tensor ? data.shape[0] : data.size;
      const codes = await allCodes(autoencoder, data, {
        batchSize,
        signal,
        onEncoded: (done) =>
          onProgress?.({ stage: 'encode', done, ...(total === undefined ? {} : { total }) }),
      });
      const { result, fitted: found } = await fitCodes(codes, settings, { signal, onProgress });
      release(held);
      held = holding(found, settings);
      return result;
    },
    assign: async (data, options) => concatenate(await collect(assignBatches(data, options))),
    assignBatches,
    async probabilities(data, { batchSize = 256 } = {}) {
      const { probabilities } = fitted().assigner;
      if (!probabilities) {
        throw new OptionError(
          "method is 'k-means', which has no probabilities: choose 'gaussian-mixture', or use 'assign'",
        );
      }
      const parts: Rows[] = [];
      for await (const codes of codeBatches(autoencoder, data, { batchSize })) {
        parts.push(await probabilities(codes));
      }
      return concatenateRows(parts);
    },
    async prototypes() {
      const { centroids, ...others } = fitted().fitted;
      const { values, shape } = unstandardized(centroids!, standardizationIn(others));
      const codes = tf.tensor(values, [shape[0]!, ...autoencoder.latentShape]);
      try {
        return await decode(autoencoder, codes);
      } finally {
        codes.dispose();
      }
    },
    figures: ({ x }) => {
      const { centroids, shift, scale } = fitted().state;
      const flat = tf.reshape(autoencoder.encode(x), [x.shape[0]!, codeWidth(autoencoder)]);
      const codes = shift && scale ? tf.div(tf.sub(flat, shift), scale) : flat;
      return { squaredDistance: squaredDistanceToNearest(codes, centroids!) };
    },
    dispose() {
      release(held);
      held = undefined;
    },
  };
}

/** What was fitted: on the host, on the engine where it is saved from, and in use. */
interface Held {
  readonly fitted: Fitted;
  readonly state: Readonly<Record<string, tf.Variable>>;
  readonly assigner: Assigner;
}

function holding(fitted: Fitted, settings: Settings): Held {
  const state = tf.tidy(() =>
    Object.fromEntries(
      Object.entries(fitted).map(([name, { values, shape }]) => [
        name,
        tf.variable(tf.tensor(values, [...shape]), false),
      ]),
    ),
  );
  return { fitted, state, assigner: assignerOf(fitted, settings) };
}

function release(held: Held | undefined): void {
  if (held) tf.dispose(Object.values(held.state));
}

function concatenate(parts: readonly Int32Array[]): Int32Array {
  const all = new Int32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
