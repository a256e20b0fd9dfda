import {
  type AnyVariantFactory,
  type Autoencoder,
  loadApplication,
  type StoredFiles,
} from '@autoencoders/core';
import { formatShape, ModelFormatError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
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
  const { options, autoencoder, networks, state } = await loadApplication(store, kind, factories);
  try {
    const made = makers[kind]!(autoencoder as Autoencoder as never, options as never);
    try {
      putState(made, state, store.description);
    } catch (error) {
      made.dispose();
      throw error;
    }
    return made as DeepClustering<ReturnType<Factory>>;
  } catch (error) {
    autoencoder.dispose();
    throw error;
  } finally {
    for (const network of Object.values(networks)) network.dispose();
    tf.dispose([...state.values()]);
  }
}

/** The kind that was saved, where it is one of these; else one of these, which `loadApplication` then misses. */
async function storedKind(store: StoredFiles): Promise<string> {
  const bytes = (await store.read())?.get('application.json');
  try {
    const { kind } = JSON.parse(new TextDecoder().decode(bytes));
    if (Object.hasOwn(makers, kind)) return kind;
  } catch {
    // What is wrong with the file is said by whoever reads it whole.
  }
  return decKind;
}

function putState({ state }: DeepClustering, saved: ReadonlyMap<string, tf.Tensor>, place: string): void {
  for (const [name, variable] of Object.entries(state)) {
    const found = saved.get(name);
    if (!found || !tf.util.arraysEqual(found.shape, variable.shape)) {
      throw new ModelFormatError(
        `the state '${name}' of the clustering has shape ${found ? formatShape(found.shape) : 'none'} in ${place}, its options need ${formatShape(variable.shape)}: save it again`,
      );
    }
    variable.assign(found);
  }
}
