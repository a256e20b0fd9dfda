import {
  type AnyVariantFactory,
  type Autoencoder,
  assignState,
  readApplicationManifest,
  restoreApplication,
  type StoredFiles,
} from '@autoencoders/core';
import { ModelFormatError } from '@autoencoders/errors';
import type { DeepClustering } from './deep-clustering.js';
import { dcnKind, deepClusteringNetwork } from './deep-clustering-network.js';
import { decKind, deepEmbeddedClustering } from './deep-embedded-clustering.js';
import { idecKind, improvedDeepEmbeddedClustering } from './improved-deep-embedded-clustering.js';
import { vadeKind, variationalDeepEmbedding } from './variational-deep-embedding.js';

/** What makes each kind. */
const makers: Readonly<Record<string, (base: never, options: never) => DeepClustering>> = {
  [decKind]: deepEmbeddedClustering,
  [idecKind]: improvedDeepEmbeddedClustering,
  [dcnKind]: deepClusteringNetwork,
  [vadeKind]: variationalDeepEmbedding,
};

/** The kinds that {@link loadDeepClustering} brings back, as in `application.json`. */
export const deepClusteringKinds: readonly string[] = Object.keys(makers);

/**
 * A deep clustering of any kind that `save` stored, with the autoencoder it trained; it assigns as it did, and its
 * training can go on. The caller disposes both: the clustering and its `autoencoder`.
 *
 * @example
 * const groups = await loadDeepClustering(store, [undercompleteAutoencoder]);
 *
 * @param factories makers of the autoencoder that it stands on
 * @throws {ModelFormatError} when a file is missing, cut short or damaged, it is another application, or the
 * autoencoder's kind is not among the factories.
 */
export async function loadDeepClustering<Factory extends AnyVariantFactory>(
  store: StoredFiles,
  factories: readonly Factory[],
): Promise<DeepClustering<ReturnType<Factory>>> {
  const kind = await storedKind(store);
  return restoreApplication(store, kind, factories, ({ options, autoencoder, state }) => {
    const made = makers[kind]!(autoencoder as Autoencoder as never, options as never);
    try {
      assignState(made.state, state, store.description);
      return made as DeepClustering<ReturnType<Factory>>;
    } catch (error) {
      made.dispose();
      throw error;
    }
  });
}

/** The kind that was saved. */
async function storedKind(store: StoredFiles): Promise<string> {
  const { kind } = (await readApplicationManifest(store)).application;
  if (Object.hasOwn(makers, kind)) return kind;
  throw new ModelFormatError(
    `${store.description} holds a '${kind}', not one of ${deepClusteringKinds.map((name) => `'${name}'`).join(', ')}: load it as what it is`,
  );
}
