import { isomap, lda, pca, tsne, umap, type WorkOptions } from '@autoencoders/classical';
import { OptionError } from '@autoencoders/errors';
import { classLabels } from './class-labels.js';
import { classicalReducer, invertibleReducer } from './classical-reducer.js';
import type { InvertibleReducer, Reducer, ReductionFitOptions } from './reducer.js';

/** Options of {@link pcaReducer} and {@link ldaReducer}. */
export interface LinearReducerOptions {
  /** Width of the embedding. */
  readonly dimensions: number;
}

/** Options of {@link isomapReducer}. */
export interface IsomapReducerOptions extends LinearReducerOptions {
  /** Neighbours that each example is joined to. Default 15. */
  readonly neighbors?: number;
}

/** Options of {@link umapReducer}. */
export interface UmapReducerOptions extends LinearReducerOptions {
  /** Neighbours that each example is joined to. Default 15. */
  readonly neighbors?: number;
  /** How close points of the embedding may lie. Default 0.1. */
  readonly minimumDistance?: number;
  /** Keys every draw. Default 0. */
  readonly seed?: number;
  /** Rounds of its optimization. Default: by the number of examples. */
  readonly epochs?: number;
}

/** Options of {@link tsneReducer}. */
export interface TsneReducerOptions {
  /** Width of the embedding. Default 2. */
  readonly dimensions?: number;
  /** How many neighbours each example effectively has. Default 30. */
  readonly perplexity?: number;
  /** Keys every draw. Default 0. */
  readonly seed?: number;
  /** Steps of its optimization. Default 1000. */
  readonly iterations?: number;
}

/**
 * Principal component analysis, the linear reduction of least squared error: `z = (x - mean) Wᵀ`, and back
 * `x̂ = z W + mean`, with the first eigenvectors of the covariance as rows of `W`. What an autoencoder has to beat.
 *
 * Source: Pearson 1901, "On lines and planes of closest fit to systems of points in space".
 *
 * @throws {OptionError} from `fit` for more dimensions than the data has.
 */
export function pcaReducer({ dimensions }: LinearReducerOptions): InvertibleReducer {
  return invertibleReducer({
    method: 'pca',
    dimensions,
    reduce: ({ rows }) => pca(rows, { dimensions }),
  });
}

/**
 * Linear discriminant analysis: the projection that spreads the means of classes most, in units of the spread within
 * them, to at most `classes - 1` dimensions. Classes come with the dataset or as `fit(data, { labels })`.
 *
 * Source: Rao 1948, "The utilization of multiple measurements in problems of biological classification".
 *
 * @throws {OptionError} from `fit` without labels, or for more dimensions than classes allow.
 * @throws {DataError} from `fit` for labels that are not whole numbers, or of one class only.
 */
export function ldaReducer({ dimensions }: LinearReducerOptions): Reducer {
  return classicalReducer({
    method: 'lda',
    dimensions,
    reduce: async ({ rows, targets }, { labels = targets }) => {
      if (!labels) {
        throw new OptionError(
          "'lda' needs classes: give a dataset with labels or fit(data, { labels }), or use pcaReducer, which needs none",
        );
      }
      return lda(rows, classLabels(labels, rows.shape[0]!), { dimensions });
    },
  });
}

/**
 * ISOMAP: places examples so that their distances are those along the data, from neighbour to neighbour. Embeds only
 * what it is fitted to, and compares all pairs: for some thousand examples.
 *
 * Source: Tenenbaum, de Silva and Langford 2000, "A global geometric framework for nonlinear dimensionality reduction".
 *
 * @throws {OptionError} from `transform`, always.
 */
export function isomapReducer({ dimensions, neighbors = 15 }: IsomapReducerOptions): Reducer {
  return classicalReducer({
    method: 'isomap',
    dimensions,
    insteadOfTransform: 'use umapReducer, or reducer(autoencoder), to place new ones',
    reduce: ({ rows }) => isomap(rows, { dimensions, neighbors }),
  });
}

/**
 * UMAP: places examples so that the graph of their nearest neighbours is kept. New examples are placed between the
 * neighbours that they have among those of `fit`; where they land may differ a little with the batch that they are in.
 *
 * Source: McInnes, Healy and Melville 2018, "UMAP: uniform manifold approximation and projection".
 */
export function umapReducer({
  dimensions,
  neighbors = 15,
  minimumDistance = 0.1,
  seed = 0,
  epochs,
}: UmapReducerOptions): Reducer {
  return classicalReducer({
    method: 'umap',
    dimensions,
    reduce: ({ rows }, options) =>
      umap(rows, {
        dimensions,
        neighbors,
        minimumDistance,
        seed,
        ...(epochs === undefined ? {} : { epochs }),
        ...whileRunning(options),
      }),
  });
}

/**
 * t-SNE: places examples so that near ones stay near, for pictures. Embeds only what it is fitted to, and compares all
 * pairs: for some thousand examples.
 *
 * Source: van der Maaten and Hinton 2008, "Visualizing data using t-SNE".
 *
 * @throws {OptionError} from `transform`, always.
 */
export function tsneReducer({
  dimensions = 2,
  perplexity = 30,
  seed = 0,
  iterations = 1000,
}: TsneReducerOptions = {}): Reducer {
  return classicalReducer({
    method: 'tsne',
    dimensions,
    insteadOfTransform: 'use umapReducer, or reducer(autoencoder), to place new ones',
    reduce: ({ rows }, options) =>
      tsne(rows, { dimensions, perplexity, seed, iterations, ...whileRunning(options) }),
  });
}

/** How long work is watched and stopped. */
function whileRunning({ signal, onProgress }: ReductionFitOptions): WorkOptions {
  return { signal, onProgress: (done, total) => onProgress?.({ fraction: done / total }) };
}
