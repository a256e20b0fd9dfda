import type { Autoencoder } from '@autoencoders/core';
import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import { variationalAutoencoder } from '@autoencoders/variational';
import type { DeepClustering } from '../deep-clustering.js';
import { deepClusteringNetwork } from '../deep-clustering-network.js';
import { deepEmbeddedClustering } from '../deep-embedded-clustering.js';
import { improvedDeepEmbeddedClustering } from '../improved-deep-embedded-clustering.js';
import { variationalDeepEmbedding } from '../variational-deep-embedding.js';
import { small, smallVariational } from './pretrained.js';

/** A kind of deep clustering as tests go through it. */
export interface Kind {
  readonly name: string;
  /** The term that training is to lower, as long as targets stay as they are. */
  readonly term: string;
  readonly factory: typeof undercompleteAutoencoder | typeof variationalAutoencoder;
  /** A small autoencoder for it, not trained. */
  untrained(): Autoencoder;
  make(autoencoder: Autoencoder, clusters: number, more?: object): DeepClustering;
}

/** All kinds, targets renewed every few steps. */
export const kinds: readonly Kind[] = [
  {
    name: 'DEC',
    term: 'clustering/loss',
    factory: undercompleteAutoencoder,
    untrained: small,
    make: (model, clusters, more) =>
      deepEmbeddedClustering(model, { clusters, updateEvery: 7, tolerance: 0, restarts: 3, ...more }),
  },
  {
    name: 'IDEC',
    term: 'clustering/loss',
    factory: undercompleteAutoencoder,
    untrained: small,
    make: (model, clusters, more) =>
      improvedDeepEmbeddedClustering(model, { clusters, updateEvery: 7, tolerance: 0, restarts: 3, ...more }),
  },
  {
    name: 'DCN',
    term: 'clustering/loss',
    factory: undercompleteAutoencoder,
    untrained: small,
    make: (model, clusters, more) => deepClusteringNetwork(model, { clusters, restarts: 3, ...more }),
  },
  {
    name: 'VaDE',
    term: 'elbo/loss',
    factory: variationalAutoencoder,
    untrained: smallVariational,
    make: (model, clusters, more) =>
      variationalDeepEmbedding(model as never, { clusters, restarts: 2, ...more }),
  },
];
