/** The ways to two dimensions that are compared with the autoencoder. */
export const classicalMethods = ['pca', 'umap', 'isomap', 'tsne'] as const;
export type ClassicalMethod = (typeof classicalMethods)[number];

/** All that have a map. */
export type Method = 'autoencoder' | ClassicalMethod;

/** What they are called. */
export const methodNames: Readonly<Record<Method, string>> = {
  autoencoder: 'Autoencoder',
  pca: 'PCA',
  umap: 'UMAP',
  isomap: 'ISOMAP',
  tsne: 't-SNE',
};
