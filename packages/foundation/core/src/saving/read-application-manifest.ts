import type { StoredFiles } from '../stores/store.js';
import {
  type ApplicationManifest,
  applicationManifestOf,
  autoencoderFolder,
} from './application-manifest.js';
import { filesOf, type Manifest, readManifest } from './manifest.js';
import { storeBelow } from './nested-files.js';

/** What a saved application is. */
export interface ApplicationManifests {
  readonly application: ApplicationManifest;
  /** Of the autoencoder that it stands on: the scaling and metadata given to `save` are there. */
  readonly autoencoder: Manifest;
}

/**
 * Reads what a saved application is, and the autoencoder that it stands on, without loading either.
 *
 * @throws {ModelFormatError} when there is none, or it was written by something else.
 */
export async function readApplicationManifest(store: StoredFiles): Promise<ApplicationManifests> {
  const place = store.description;
  const files = await filesOf(store);
  const application = applicationManifestOf(files, place);
  return { application, autoencoder: await readManifest(storeBelow(files, autoencoderFolder, place)) };
}
