import { type AnyVariantFactory, loadApplication, type StoredFiles } from '@autoencoders/core';
import { ModelFormatError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { type CodePrior, codePrior, type DiscreteAutoencoder } from './code-prior.js';
import type { CodePriorOptions } from './code-prior-options.js';

/** A factory of autoencoders whose codes are integers. */
type DiscreteFactory = AnyVariantFactory & ((options: never) => DiscreteAutoencoder);

/**
 * Loads a prior that `save` stored, with the autoencoder it stands on, which is the caller's to dispose:
 * `loaded.dispose()` frees the prior, `loaded.autoencoder.dispose()` the rest.
 *
 * @example
 * const prior = await loadCodePrior(folderStore('runs/prior'), [vectorQuantizedAutoencoder]);
 *
 * @param factories makers of the autoencoder
 * @throws {ModelFormatError} when a file is missing, cut short or damaged, it is another application, or the
 * autoencoder's kind is not among the factories.
 */
export async function loadCodePrior<Factory extends DiscreteFactory>(
  store: StoredFiles,
  factories: readonly Factory[],
): Promise<CodePrior<ReturnType<Factory>>> {
  const { options, autoencoder, networks, state } = await loadApplication(store, 'code-prior', factories);
  tf.dispose([...state.values()]);
  const { prior } = networks;
  try {
    if (!prior) {
      throw new ModelFormatError(
        `${store.description} holds no network of the prior: it is damaged, save it again`,
      );
    }
    return codePrior(autoencoder, { ...(options as unknown as CodePriorOptions), prior });
  } catch (error) {
    autoencoder.dispose();
    prior?.dispose();
    throw error;
  }
}
