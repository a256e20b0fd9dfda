import * as tf from '@tensorflow/tfjs';
import type { Application, Autoencoder, Json, Trainable } from '../autoencoder.js';
import { ownNetworks } from '../define-variant.js';
import type { Files, ModelStore } from '../stores/store.js';
import { type ApplicationManifest, applicationFile, autoencoderFolder } from './application-manifest.js';
import { jsonBytes } from './json-files.js';
import { fileRecords, type Manifest, manifestFile } from './manifest.js';
import { filesInto } from './nested-files.js';
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
 * Saves a model: `autoencoder.json` and, for each network, a tfjs Layers model (`encoder/model.json`). An application
 * is saved as `application.json` and its own networks, with the autoencoder it stands on in the folder `autoencoder`.
 *
 * @example
 * await save(model, folderStore('runs/digits')); // import { folderStore } from '@autoencoders/core/node'
 *
 * @throws {StorageError} when the store refuses; what was there before is kept.
 */
export async function save(model: Trainable, store: ModelStore, options: SaveOptions = {}): Promise<void> {
  await store.write(
    'autoencoder' in model ? await applicationFiles(model, options) : await autoencoderFiles(model, options),
  );
}

async function autoencoderFiles(model: Autoencoder, { scaling, metadata }: SaveOptions): Promise<Files> {
  const own = ownNetworks(model);
  const files = await weightFiles(model, model.networks);
  const manifest: Manifest = {
    format: 'autoencoder',
    version: 1,
    kind: model.kind,
    options: model.options,
    inputShape: model.inputShape,
    latentShape: model.latentShape,
    networks: Object.fromEntries(
      Object.keys(model.networks).map((role) => [role, own.has(role) ? 'own' : 'built']),
    ),
    ...(scaling === undefined ? {} : { scaling }),
    ...(metadata === undefined ? {} : { metadata }),
    versions: { tfjs: tf.version_core },
    files: fileRecords(files),
  };
  return new Map([[manifestFile, jsonBytes(manifest)], ...files]);
}

async function applicationFiles(model: Application, options: SaveOptions): Promise<Files> {
  const shared = new Set(Object.values(model.autoencoder.networks));
  const networks = Object.fromEntries(
    Object.entries(model.networks).filter(([, network]) => !shared.has(network)),
  );
  const [files, below] = await Promise.all([
    weightFiles(model, networks),
    autoencoderFiles(model.autoencoder, options),
  ]);
  const manifest: ApplicationManifest = {
    format: 'autoencoder-application',
    version: 1,
    kind: model.kind,
    options: model.options,
    networks: Object.keys(networks),
    versions: { tfjs: tf.version_core },
    files: fileRecords(files),
  };
  return new Map([[applicationFile, jsonBytes(manifest)], ...files, ...filesInto(autoencoderFolder, below)]);
}

/** The files of networks and of a model's state. */
async function weightFiles(
  { state }: Trainable,
  networks: Readonly<Record<string, tf.LayersModel>>,
): Promise<Files> {
  const parts = await Promise.all([
    ...Object.entries(networks).map(([role, network]) => networkFiles(role, network)),
    stateFiles(state),
  ]);
  return new Map(parts.flat());
}
