import { ModelFormatError } from '@autoencoders/errors';
import type * as tf from '@tensorflow/tfjs';
import type { Autoencoder } from '../autoencoder.js';
import type { AnyVariantFactory } from '../define-variant.js';
import type { ModelStore } from '../stores/store.js';
import { checkFiles, filesOf, type Manifest, manifestOf } from './manifest.js';
import { loadWeights, networkFromFiles } from './network-files.js';

/**
 * Brings a saved model back. No code is executed: networks built from options are built again by the factory of
 * the model's kind and given the saved weights; the caller's own are built from their saved layers.
 *
 * @example
 * const model = await load(folderStore('runs/digits'), [variationalAutoencoder]);
 *
 * @throws {ModelFormatError} when a file is missing, cut short or damaged, or the kind is not among the factories.
 */
export async function load(store: ModelStore, factories: readonly AnyVariantFactory[]): Promise<Autoencoder> {
  const place = store.description;
  const files = await filesOf(store);
  const manifest = manifestOf(files, place);
  checkFiles(files, manifest.files, place);
  const factory = factoryOf(manifest, factories, place);
  const own: Record<string, tf.LayersModel> = {};
  for (const [role, made] of Object.entries(manifest.networks)) {
    if (made === 'own') own[role] = await networkFromFiles(files, role, place);
  }
  const model = factory({ ...manifest.options, ...own });
  try {
    for (const [role, network] of Object.entries(model.networks)) {
      if (!own[role]) loadWeights(files, role, network, place);
    }
    return model;
  } catch (error) {
    model.dispose();
    throw error;
  }
}

function factoryOf(
  manifest: Manifest,
  factories: readonly AnyVariantFactory[],
  place: string,
): AnyVariantFactory {
  const factory = factories.find(({ kind }) => kind === manifest.kind);
  if (factory) return factory;
  const known = factories.map(({ kind }) => `'${kind}'`).join(', ');
  throw new ModelFormatError(
    `${place} holds a model of kind '${manifest.kind}', the factories given make ${known || 'nothing'}`,
  );
}
