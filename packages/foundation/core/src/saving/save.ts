import * as tf from '@tensorflow/tfjs';
import type { Autoencoder, Json } from '../autoencoder.js';
import { ownNetworks } from '../define-variant.js';
import type { ModelStore } from '../stores/store.js';
import { jsonBytes } from './json-files.js';
import { fileRecords, type Manifest, manifestFile } from './manifest.js';
import { networkFiles } from './network-files.js';
import { stateFiles } from './state-files.js';

/** What to save beside a model. */
export interface SaveOptions {
  /** How inputs are scaled, as JSON. */
  readonly scaling?: Json;
  /** Anything else that belongs to it, as JSON. */
  readonly metadata?: Json;
}

/**
 * Saves a model: `autoencoder.json` and, for each network, a tfjs Layers model (`encoder/model.json`).
 *
 * @example
 * await save(model, folderStore('runs/digits')); // import { folderStore } from '@autoencoders/core/node'
 *
 * @throws {StorageError} when the store refuses; what was there before is kept.
 */
export async function save(model: Autoencoder, store: ModelStore, options: SaveOptions = {}): Promise<void> {
  const roles = Object.entries(model.networks);
  const own = ownNetworks(model);
  const files = new Map(
    (
      await Promise.all([
        ...roles.map(([role, network]) => networkFiles(role, network)),
        stateFiles(model.state),
      ])
    ).flat(),
  );
  const manifest: Manifest = {
    format: 'autoencoder',
    version: 1,
    kind: model.kind,
    options: model.options,
    inputShape: model.inputShape,
    latentShape: model.latentShape,
    networks: Object.fromEntries(roles.map(([role]) => [role, own.has(role) ? 'own' : 'built'])),
    ...(options.scaling === undefined ? {} : { scaling: options.scaling }),
    ...(options.metadata === undefined ? {} : { metadata: options.metadata }),
    versions: { tfjs: tf.version_core },
    files: fileRecords(files),
  };
  await store.write(new Map([[manifestFile, jsonBytes(manifest)], ...files]));
}
