import { ModelFormatError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import type { Json } from '../autoencoder.js';
import type { AnyVariantFactory } from '../define-variant.js';
import type { StoredFiles } from '../stores/store.js';
import { applicationManifestOf, autoencoderFolder } from './application-manifest.js';
import { load } from './load.js';
import { checkFiles, filesOf } from './manifest.js';
import { storeBelow } from './nested-files.js';
import { networkFromFiles } from './network-files.js';
import { stateTensors } from './state-files.js';

/** The parts of a saved application, for the package that it belongs to. */
export interface ApplicationParts<Factory extends AnyVariantFactory> {
  readonly options: { readonly [key: string]: Json };
  readonly autoencoder: ReturnType<Factory>;
  /** Its own networks by role. */
  readonly networks: Readonly<Record<string, tf.LayersModel>>;
  /** What it had fitted, by name; the caller disposes them. */
  readonly state: ReadonlyMap<string, tf.Tensor>;
}

/**
 * Reads the parts of an application that `save` stored; packages of applications build on it, whoever uses one calls
 * its own `loadClassifier` or the like.
 *
 * @param kind the application's name, as in `application.json`
 * @param factories makers of the autoencoder that it stands on
 * @throws {ModelFormatError} when a file is missing, cut short or damaged, it is another application, or the
 * autoencoder's kind is not among the factories.
 */
export async function loadApplication<Factory extends AnyVariantFactory>(
  store: StoredFiles,
  kind: string,
  factories: readonly Factory[],
): Promise<ApplicationParts<Factory>> {
  const place = store.description;
  const files = await filesOf(store);
  const manifest = applicationManifestOf(files, place);
  if (manifest.kind !== kind) {
    throw new ModelFormatError(`${place} holds a '${manifest.kind}', not a '${kind}': load it as what it is`);
  }
  checkFiles(files, manifest.files, place);
  const autoencoder = await load(storeBelow(files, autoencoderFolder, place), factories);
  const networks: Record<string, tf.LayersModel> = {};
  try {
    for (const role of manifest.networks) networks[role] = await networkFromFiles(files, role, place);
    return { options: manifest.options, autoencoder, networks, state: stateTensors(files, place) };
  } catch (error) {
    autoencoder.dispose();
    for (const network of Object.values(networks)) network.dispose();
    throw error;
  }
}

/**
 * Makes an application of its saved parts, for packages whose applications keep none of the networks and tensors that
 * were loaded: those are freed afterwards, and the autoencoder too where making fails.
 *
 * @param make takes the parts; what it returns stands on their autoencoder
 * @throws as {@link loadApplication} and `make`
 */
export async function restoreApplication<Factory extends AnyVariantFactory, Made>(
  store: StoredFiles,
  kind: string,
  factories: readonly Factory[],
  make: (parts: ApplicationParts<Factory>) => Made | Promise<Made>,
): Promise<Made> {
  const parts = await loadApplication(store, kind, factories);
  try {
    return await make(parts);
  } catch (error) {
    parts.autoencoder.dispose();
    throw error;
  } finally {
    for (const network of Object.values(parts.networks)) network.dispose();
    tf.dispose([...parts.state.values()]);
  }
}
