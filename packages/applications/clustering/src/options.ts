import type { Json } from '@autoencoders/core';
import { checkChoice, checkInteger, checkNames, checkNumber, OptionError } from '@autoencoders/errors';
import { voters } from './neighbor-vote.js';

/** How codes are clustered. */
export const clusteringMethods = ['k-means', 'gaussian-mixture'] as const;
export type ClusteringMethod = (typeof clusteringMethods)[number];

/** Shapes of the covariances of a Gaussian mixture. */
export const covarianceShapes = ['full', 'diagonal', 'spherical'] as const;
export type CovarianceShape = (typeof covarianceShapes)[number];

/** What the number of clusters can be chosen by. */
export const choiceCriteria = ['silhouette', 'bic'] as const;
export type ChoiceCriterion = (typeof choiceCriteria)[number];

/** Numbers of clusters to try. */
export interface ClusterRange {
  /** The smallest number tried. */
  readonly from: number;
  /** The largest number tried. */
  readonly to: number;
  /** `'silhouette'`: the largest wins, from two clusters on. `'bic'`: the smallest wins, of Gaussian mixtures. */
  readonly by: ChoiceCriterion;
}

/** UMAP on the code, before it is clustered. */
export interface UmapSettings {
  /** Width of the embedding. Default: the number of clusters (`to` of a range), at most the width of the code. */
  readonly dimensions?: number;
  /** Neighbours of each code, itself among them. Default 20. */
  readonly neighbors?: number;
  /** How near embedded points may lie, from 0 to 1. Default 0. */
  readonly minimumDistance?: number;
  /** Passes over the graph. Left out: UMAP's own choice. */
  readonly epochs?: number;
}

/** Options of {@link clustering}. */
export interface ClusteringOptions {
  /** What clusters the codes. */
  readonly method: ClusteringMethod;
  /** How many clusters, or which numbers to choose among. Default 10. */
  readonly clusters?: number | ClusterRange;
  /** Embed the codes by UMAP before they are clustered (N2D). Default false. */
  readonly umap?: false | UmapSettings;
  /** Covariances of a Gaussian mixture. Default `'full'`. */
  readonly covariance?: CovarianceShape;
  /** Starts, of which the best is kept. Default 10 of k-means, 1 of a Gaussian mixture. */
  readonly restarts?: number;
  /** Give each dimension of the code mean 0 and standard deviation 1 first. Default false. */
  readonly standardize?: boolean;
  /** Codes kept to assign new data by, with UMAP. Default 5,000. */
  readonly references?: number;
  /** Keys every draw. Default 0. */
  readonly seed?: number;
}

/** Options with their defaults, as JSON. */
export interface Settings {
  readonly [option: string]: Json;
  readonly method: ClusteringMethod;
  readonly clusters: number | { readonly from: number; readonly to: number; readonly by: ChoiceCriterion };
  readonly umap:
    | false
    | {
        readonly dimensions: number;
        readonly neighbors: number;
        readonly minimumDistance: number;
        readonly epochs: number | null;
      };
  readonly covariance: CovarianceShape;
  readonly restarts: number;
  readonly standardize: boolean;
  readonly references: number;
  readonly seed: number;
}

const names = [
  'method',
  'clusters',
  'umap',
  'covariance',
  'restarts',
  'standardize',
  'references',
  'seed',
] as const;

/**
 * The options, checked, with their defaults.
 *
 * @param width of a code, flattened
 * @throws {OptionError} naming the option and the value received.
 */
export function settingsOf(options: ClusteringOptions, width: number): Settings {
  checkNames('options of a clustering', options, names);
  const { method, clusters = 10, umap = false, covariance = 'full', seed = 0 } = options;
  const { restarts = method === 'k-means' ? 10 : 1, standardize = false, references = 5000 } = options;
  checkChoice('method', method, clusteringMethods);
  checkChoice('covariance', covariance, covarianceShapes);
  checkInteger('restarts', restarts);
  checkInteger('references', references);
  checkInteger('seed', seed, 0);
  const number = clustersOf(clusters, method);
  if (umap && references < voters * largest(number)) {
    throw new OptionError(
      `references is ${references}: give at least ${voters * largest(number)}, ${voters} for each of ${largest(number)} clusters`,
    );
  }
  return {
    method,
    clusters: number,
    umap: umap === false ? false : umapOf(umap, Math.min(largest(number), width)),
    covariance,
    restarts,
    standardize,
    references,
    seed,
  };
}

/** The largest number of clusters that may come out. */
export function largest(clusters: Settings['clusters']): number {
  return typeof clusters === 'number' ? clusters : clusters.to;
}

function clustersOf(clusters: number | ClusterRange, method: ClusteringMethod): Settings['clusters'] {
  if (typeof clusters === 'number') {
    checkInteger('clusters', clusters);
    return clusters;
  }
  checkNames('clusters', clusters, ['from', 'to', 'by']);
  const { from, to, by } = clusters;
  checkChoice('clusters.by', by, choiceCriteria);
  if (by === 'bic' && method !== 'gaussian-mixture') {
    throw new OptionError(
      `clusters.by is 'bic' with method '${method}', which has no likelihood: choose 'silhouette', or method 'gaussian-mixture'`,
    );
  }
  checkInteger('clusters.from', from, by === 'silhouette' ? 2 : 1);
  checkInteger('clusters.to', to, from);
  return { from, to, by };
}

function umapOf(umap: UmapSettings, dimensionsByDefault: number): Exclude<Settings['umap'], false> {
  checkNames('umap', umap, ['dimensions', 'neighbors', 'minimumDistance', 'epochs']);
  const { dimensions = dimensionsByDefault, neighbors = 20, minimumDistance = 0 } = umap;
  // Saved options have no `undefined`.
  const epochs = umap.epochs ?? null;
  checkInteger('umap.dimensions', dimensions);
  checkInteger('umap.neighbors', neighbors, 2);
  checkNumber('umap.minimumDistance', minimumDistance, 0, 1);
  if (epochs !== null) checkInteger('umap.epochs', epochs);
  return { dimensions, neighbors, minimumDistance, epochs };
}
