import {
  type AnyVariantFactory,
  type FitOptions,
  loadApplication,
  type StoredFiles,
} from '@autoencoders/core';
import * as tf from '@tensorflow/tfjs';
import { type AutoencoderReducer, kind, reducer } from './autoencoder-reducer.js';

/** Options of {@link loadReducer}. */
export interface LoadReducerOptions {
  /** How its `fit` trains on. Left out: it only embeds. */
  readonly training?: FitOptions;
}

/**
 * Brings back a reducer that `save` stored, trained as it was. Its `autoencoder` is the caller's to dispose.
 *
 * @example
 * const reduction = await loadReducer(folderStore('runs/map'), [undercompleteAutoencoder]);
 * const embedding = await reduction.transform(data);
 * reduction.autoencoder.dispose();
 *
 * @param factories makers of the autoencoder that it stands on
 * @throws {ModelFormatError} when a file is missing, cut short or damaged, it is another application, or the
 * autoencoder's kind is not among the factories.
 */
export async function loadReducer<Factory extends AnyVariantFactory>(
  store: StoredFiles,
  factories: readonly Factory[],
  { training }: LoadReducerOptions = {},
): Promise<AutoencoderReducer<ReturnType<Factory>>> {
  const { options, autoencoder, state } = await loadApplication(store, kind, factories);
  // The autoencoder's own, which it has already.
  tf.dispose([...state.values()]);
  return reducer(autoencoder, {
    trained: options.trained === true,
    ...(training ? { training } : {}),
  });
}
