import {
  type Candidate,
  clustering,
  deepClusteringKinds,
  deepClusteringNetwork,
  deepEmbeddedClustering,
  improvedDeepEmbeddedClustering,
  loadClustering,
  loadDeepClustering,
} from '@autoencoders/clustering';
import type { Application, History } from '@autoencoders/core';
import type { Dataset, Rows } from '@autoencoders/data';
import { ModelFormatError } from '@autoencoders/errors';
import { fitWithBar } from '../fit-with-bar.js';
import { fractionBar } from '../fraction-bar.js';
import { loadModel, type OpenedModel, type SavedModel } from '../open-model.js';
import { refuseGiven } from '../refuse-given.js';
import type { Terminal } from '../terminal.js';
import type { ClusterFlags, ClusterRequest } from './cluster-flags.js';

/** Clusters of data. */
export interface FoundClusters {
  /** The cluster of each example. */
  readonly labels: Int32Array;
  /** The scores of numbers of clusters that were tried. */
  readonly candidates: readonly Candidate[];
  /** What was clustered, where it is not the code. */
  readonly embedding?: Rows;
  /** How far the clusters can be continued to new data, where they were found in an embedding. */
  readonly agreement?: number;
  readonly history?: History;
}

/** A clustering that is there, or can be made. */
export interface ReadyClustering {
  readonly opened: OpenedModel;
  readonly application: Application;
  /** Whether clusters are found, rather than only continued to the data. */
  readonly fits: boolean;
  /** The clusters of data, found first where that is to be. */
  find(data: Dataset, examples: number, signal: AbortSignal): Promise<FoundClusters>;
  /** What stands for each cluster, `[clusters, ...inputShape]`. */
  prototypes(): Promise<Rows>;
  dispose(): void;
}

const deep = {
  dec: deepEmbeddedClustering,
  idec: improvedDeepEmbeddedClustering,
  dcn: deepClusteringNetwork,
} as const;

/**
 * Takes a saved clustering as it is, or makes a new one.
 *
 * @throws {OptionError} if flags have no use.
 * @throws {ModelFormatError} if something else is saved.
 */
export async function readyClustering(
  saved: SavedModel,
  flags: ClusterFlags,
  request: ClusterRequest,
  batchSize: number,
  terminal: Terminal,
): Promise<ReadyClustering> {
  if (saved.kind === 'autoencoder') {
    const opened = await loadModel(saved);
    try {
      return 'length' in request
        ? trainedTowards(opened, request, terminal)
        : ofCodes(opened, request, batchSize, terminal);
    } catch (error) {
      opened.model.dispose();
      throw error;
    }
  }
  const unused = ['clusters', 'by', 'method', 'umap', 'epochs', 'learningRate', 'seed', 'save'];
  refuseGiven(flags, unused, `${flags.model} has clusters, which are only continued`);
  const made = await loadAny(saved, flags);
  return {
    opened: { model: made.autoencoder, manifest: saved.manifest, columns: saved.columns },
    application: made,
    fits: false,
    find: async (data) => ({ labels: await made.assign(data, { batchSize }), candidates: [] }),
    prototypes: () => made.prototypes(),
    dispose: () => disposeBoth(made),
  };
}

function loadAny({ kind, store, factory }: SavedModel, { model }: ClusterFlags) {
  if (kind === 'clustering') return loadClustering(store, [factory]);
  if (deepClusteringKinds.includes(kind)) return loadDeepClustering(store, [factory]);
  throw new ModelFormatError(`${model} holds a '${kind}': name an autoencoder, or what cluster saved`);
}

function ofCodes(
  opened: OpenedModel,
  { method, clusters, umap, seed }: Exclude<ClusterRequest, { length: unknown }>,
  batchSize: number,
  terminal: Terminal,
): ReadyClustering {
  const made = clustering(opened.model, { method, clusters, seed, ...(umap ? { umap: {} } : {}) });
  return {
    opened,
    application: made,
    fits: true,
    find: async (data, _, signal) => {
      const bar = fractionBar(terminal);
      try {
        return await made.fit(data, {
          batchSize,
          signal,
          onProgress: ({ stage, done, total }) => bar.update(stage, total === undefined ? 0 : done / total),
        });
      } finally {
        bar.stop();
      }
    },
    prototypes: () => made.prototypes(),
    dispose: () => disposeBoth(made),
  };
}

function trainedTowards(
  opened: OpenedModel,
  { method, clusters, length }: Extract<ClusterRequest, { length: unknown }>,
  terminal: Terminal,
): ReadyClustering {
  const made = deep[method](opened.model, { clusters, seed: length.seed });
  return {
    opened,
    application: made,
    fits: true,
    find: async (data, examples, signal) => {
      await made.start(data, { batchSize: length.batchSize, signal });
      const history = await fitWithBar(
        (options) => made.fit(data, options),
        length,
        examples,
        signal,
        terminal,
      );
      signal.throwIfAborted();
      const labels = await made.assign(data, { batchSize: length.batchSize });
      return { labels, candidates: [], history };
    },
    prototypes: () => made.prototypes(),
    dispose: () => disposeBoth(made),
  };
}

function disposeBoth(made: Application): void {
  made.dispose();
  made.autoencoder.dispose();
}
