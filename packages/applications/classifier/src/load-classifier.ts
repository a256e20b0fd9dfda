import { type AnyVariantFactory, loadApplication, type StoredFiles } from '@autoencoders/core';
import { ModelFormatError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { type Classifier, classifier } from './classifier.js';
import type { ClassifierOptions } from './options.js';

/**
 * Loads a classifier that `save` stored, with the autoencoder it stands on, which is the caller's to dispose:
 * `loaded.dispose()` frees the head, `loaded.autoencoder.dispose()` the rest.
 *
 * @example
 * const loaded = await loadClassifier(folderStore('runs/digits'), [denoisingAutoencoder]);
 *
 * @param factories makers of the autoencoder
 * @throws {ModelFormatError} when a file is missing, cut short or damaged, it is another application, or the
 * autoencoder's kind is not among the factories.
 */
export async function loadClassifier<Factory extends AnyVariantFactory>(
  store: StoredFiles,
  factories: readonly Factory[],
): Promise<Classifier<ReturnType<Factory>>> {
  const { options, autoencoder, networks, state } = await loadApplication(store, 'classifier', factories);
  const { head } = networks;
  const temperature = state.get('temperature');
  try {
    if (!head || temperature?.rank !== 0) {
      throw new ModelFormatError(
        `${store.description} holds no ${head ? 'temperature' : 'head'} of the classifier: it is damaged, save it again`,
      );
    }
    const made = classifier(autoencoder, { ...(options as unknown as ClassifierOptions), head });
    made.state!.temperature!.assign(temperature);
    return made;
  } catch (error) {
    autoencoder.dispose();
    head?.dispose();
    throw error;
  } finally {
    tf.dispose([...state.values()]);
  }
}
