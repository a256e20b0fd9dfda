import { type Rows, takeRows } from '@autoencoders/data';
import { assignerOf } from './assigner.js';
import { type Candidate, chooseClusters } from './choose-clusters.js';
import { checkDistinct } from './codes.js';
import { embed } from './embed.js';
import { type Fitted, fittedOf } from './fitted.js';
import { agreementOf, clusterSizes, referencesOf } from './neighbor-vote.js';
import { largest, type Settings } from './options.js';
import { type Standardization, standardizationOf, standardized } from './standardization.js';

/** What `fit` found. */
export interface ClusteringResult {
  /** The cluster of each example, from 0 on. */
  readonly labels: Int32Array;
  /** How many clusters there are. */
  readonly clusters: number;
  /** Examples of each cluster. A component of a Gaussian mixture may have none. */
  readonly sizes: Int32Array;
  /** The score of each number of clusters that was tried; none where one number was given. */
  readonly candidates: readonly Candidate[];
  /** With UMAP: what was clustered, `[examples, dimensions]`. */
  readonly embedding?: Rows;
  /**
   * With UMAP: the share of the stored codes whose cluster the other stored codes vote for, in [0, 1]; how far `assign`
   * can be trusted to continue the clusters to new data.
   */
  readonly agreement?: number;
}

/** How far `fit` has come. */
export interface ClusteringProgress {
  readonly stage: 'encode' | 'embed' | 'cluster';
  /** Examples encoded, epochs of UMAP, or numbers of clusters tried. */
  readonly done: number;
  /** Of how many, where that is known. */
  readonly total?: number;
}

/** How to stop and watch. */
export interface Watched {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: ClusteringProgress) => void) | undefined;
}

/**
 * Clusters codes.
 *
 * @param raw `[examples, width]`
 * @throws {DataError} when there are fewer different codes than clusters.
 * @throws {OptionError} when neighbours or clusters are too many for the examples.
 */
export async function fitCodes(
  raw: Rows,
  settings: Settings,
  watched: Watched,
): Promise<{ readonly result: ClusteringResult; readonly fitted: Fitted }> {
  checkDistinct(raw, largest(settings.clusters));
  const standardization = settings.standardize ? standardizationOf(raw) : undefined;
  const codes = standardized(raw, standardization);
  return settings.umap
    ? fitEmbedded(codes, settings, settings.umap, standardization, watched)
    : fitInPlace(raw, codes, settings, standardization, watched);
}

/** In the space of the code: what was fitted assigns new codes by itself. */
async function fitInPlace(
  raw: Rows,
  codes: Rows,
  settings: Settings,
  standardization: Standardization | undefined,
  watched: Watched,
) {
  const { chosen, candidates } = await choose(codes, settings, watched);
  const { centroids, mixture, clusters } = chosen;
  const fitted = fittedOf(centroids, { mixture, standardization });
  const labels = await assignerOf(fitted, settings).clusters(raw);
  return { result: { labels, clusters, sizes: clusterSizes(labels, clusters), candidates }, fitted };
}

/** In UMAP's embedding, which has no place for new codes: references stand for the clusters. */
async function fitEmbedded(
  codes: Rows,
  settings: Settings,
  umap: Exclude<Settings['umap'], false>,
  standardization: Standardization | undefined,
  { signal, onProgress }: Watched,
) {
  const { seed } = settings;
  const embedding = await embed(codes, umap, seed, {
    signal,
    onEpoch: onProgress && ((done, total) => onProgress({ stage: 'embed', done, total })),
  });
  const { chosen, candidates } = await choose(embedding, settings, { signal, onProgress });
  const { labels, clusters } = withoutEmpty(chosen.labels);
  const references = referencesOf(codes, labels, { count: settings.references, seed });
  const fitted = fittedOf(typicalCodes(codes, labels, clusters), { references, standardization });
  const agreement = await agreementOf(references);
  const sizes = clusterSizes(labels, clusters);
  return { result: { labels, clusters, sizes, candidates, embedding, agreement }, fitted };
}

function choose(points: Rows, settings: Settings, { signal, onProgress }: Watched) {
  return chooseClusters(points, settings, {
    signal,
    onCandidate: onProgress && ((done, total) => onProgress({ stage: 'cluster', done, total })),
  });
}

/** The clusters that have examples, numbered anew without gaps. */
function withoutEmpty(labels: Int32Array): { labels: Int32Array; clusters: number } {
  const used = [...new Set(labels)].sort((a, b) => a - b);
  const place = new Map(used.map((label, index) => [label, index]));
  return { labels: labels.map((label) => place.get(label)!), clusters: used.length };
}

/**
 * Of each cluster, the code nearest to the mean of all: a cluster found in an embedding may be bent, and its mean
 * outside of it.
 */
function typicalCodes(codes: Rows, labels: Int32Array, clusters: number): Rows {
  const width = codes.shape[1]!;
  const { values } = codes;
  const sizes = clusterSizes(labels, clusters);
  const means = new Float64Array(clusters * width);
  for (const [row, label] of labels.entries()) {
    for (let j = 0; j < width; j++) means[label * width + j]! += values[row * width + j]! / sizes[label]!;
  }
  const nearest = new Int32Array(clusters);
  const least = new Float64Array(clusters).fill(Number.POSITIVE_INFINITY);
  for (const [row, label] of labels.entries()) {
    let distance = 0;
    for (let j = 0; j < width; j++) distance += (values[row * width + j]! - means[label * width + j]!) ** 2;
    if (distance < least[label]!) {
      least[label] = distance;
      nearest[label] = row;
    }
  }
  return takeRows(codes, nearest);
}
