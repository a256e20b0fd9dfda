import {
  type Autoencoder,
  load,
  type Manifest,
  readApplicationManifest,
  readManifest,
  type VariantFactory,
} from '@autoencoders/core';
import { folderStore } from '@autoencoders/core/node';
import { OptionError } from '@autoencoders/errors';
import { startEngine } from './engine.js';
import { findVariant } from './find-variant.js';
import { findModelFolder, findSavedFolder } from './model-folder.js';
import type { Terminal } from './terminal.js';

/** Flags of every command that uses a saved model. */
export interface ModelFlags {
  /** The folder of the model or of its run. */
  readonly model: string;
  /** The package of a variant from outside this scope. */
  readonly package?: string;
  readonly backend: string;
}

/** A saved model, ready for use. */
export interface OpenedModel {
  readonly model: Autoencoder;
  readonly manifest: Manifest;
  /** Columns of the table that it was trained on. */
  readonly columns: readonly string[] | undefined;
}

/** What is saved in a folder, not loaded yet: an autoencoder, or an application of one. */
export interface SavedModel {
  readonly store: ReturnType<typeof folderStore>;
  /** `'autoencoder'`, or the name of the application: `'classifier'`. */
  readonly kind: string;
  /** Of the autoencoder; an application stands on it. */
  readonly manifest: Manifest;
  readonly columns: readonly string[] | undefined;
  readonly factory: VariantFactory;
}

/**
 * Starts an engine and brings back a saved model; the caller disposes it. The variant's code comes from this
 * scope, or from the package that the user names: never from one that only the model's file names.
 *
 * @throws {ModelFormatError} if the folder holds no whole model.
 * @throws {OptionError} if its variant is not installed.
 */
export async function openModel(flags: ModelFlags, terminal: Terminal): Promise<OpenedModel> {
  const store = folderStore(findModelFolder(flags.model, terminal.cwd));
  return loadModel(await describe(store, 'autoencoder', await readManifest(store), flags, terminal));
}

/**
 * Starts an engine and finds out what is saved: an autoencoder or an application. Code comes from where
 * {@link openModel} takes it.
 *
 * @throws {ModelFormatError} if the folder holds neither.
 * @throws {OptionError} if its variant is not installed.
 */
export async function openSaved(flags: ModelFlags, terminal: Terminal): Promise<SavedModel> {
  const { path, holds } = findSavedFolder(flags.model, terminal.cwd);
  const store = folderStore(path);
  if (holds === 'autoencoder') return describe(store, holds, await readManifest(store), flags, terminal);
  const { application, autoencoder } = await readApplicationManifest(store);
  return describe(store, application.kind, autoencoder, flags, terminal);
}

/** Loads a saved autoencoder; the caller disposes it. */
export async function loadModel({ store, factory, manifest, columns }: SavedModel): Promise<OpenedModel> {
  return { model: await load(store, [factory]), manifest, columns };
}

async function describe(
  store: SavedModel['store'],
  kind: string,
  manifest: Manifest,
  flags: ModelFlags,
  terminal: Terminal,
): Promise<SavedModel> {
  const metadata = (manifest.metadata ?? {}) as { package?: string; columns?: string[] | null };
  const foreign = metadata.package !== undefined && !metadata.package.startsWith('@autoencoders/');
  if (foreign && flags.package === undefined) {
    throw new OptionError(
      `${flags.model} was made by the package '${metadata.package}': if you trust it, add --package ${metadata.package}`,
    );
  }
  const { factory } = await findVariant(flags.package ?? manifest.kind, terminal.cwd);
  await startEngine(flags.backend);
  return { store, kind, manifest, columns: metadata.columns ?? undefined, factory };
}
