import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import { variationalAutoencoder } from '@autoencoders/variational';
import type { PosteriorAutoencoder } from '../scores/reconstruction-probability.js';

/** A small autoencoder of rows with four columns. */
export function rowModel(options: { readonly latentDim?: number; readonly inputShape?: number[] } = {}) {
  return undercompleteAutoencoder({
    inputShape: [4],
    latentDim: 2,
    hidden: [8],
    activation: 'tanh',
    seed: 5,
    ...options,
  });
}

/** A small variational autoencoder of the same, for scaled rows. */
export function variationalRowModel(): PosteriorAutoencoder {
  return variationalAutoencoder({
    inputShape: [4],
    latentDim: 2,
    hidden: [8],
    activation: 'tanh',
    likelihood: 'gaussian',
    variance: 0.1,
    seed: 5,
  });
}
