import { type AnyVariantFactory, restoreApplication, type StoredFiles } from '@autoencoders/core';
import { rowsOfTensor } from '@autoencoders/data';
import { type Clustering, clusteringWith } from './clustering.js';
import { codeWidth } from './codes.js';
import { checkFitted } from './fitted.js';
import { type ClusteringOptions, settingsOf } from './options.js';

/**
 * A clustering that `save` stored, with the autoencoder it stands on; it assigns as it did. The caller disposes both:
 * the clustering and its `autoencoder`.
 *
 * @example
 * const groups = await loadClustering(store, [undercompleteAutoencoder]);
 * const labels = await groups.assign(data);
 *
 * @param factories makers of the autoencoder that it stands on
 * @throws {ModelFormatError} when a file is missing, cut short or damaged, it is another application, or the
 * autoencoder's kind is not among the factories.
 */
export async function loadClustering<Factory extends AnyVariantFactory>(
  store: StoredFiles,
  factories: readonly Factory[],
): Promise<Clustering<ReturnType<Factory>>> {
  return restoreApplication(store, 'clustering', factories, async ({ options, autoencoder, state }) => {
    const width = codeWidth(autoencoder);
    const settings = settingsOf(options as unknown as ClusteringOptions, width);
    // Saved before it was fitted, it has no state.
    if (state.size === 0) return clusteringWith(autoencoder, settings, undefined);
    const fitted = Object.fromEntries(
      await Promise.all(
        [...state].map(async ([name, tensor]) => [name, await rowsOfTensor(tensor)] as const),
      ),
    );
    checkFitted(fitted, settings, width);
    return clusteringWith(autoencoder, settings, fitted);
  });
}
