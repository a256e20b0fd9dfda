import { type Autoencoder, load, type Manifest, readManifest } from '@autoencoders/core';
import { folderStore } from '@autoencoders/core/node';
import { OptionError } from '@autoencoders/errors';
import { startEngine } from './engine.js';
import { findVariant } from './find-variant.js';
import { findModelFolder } from './model-folder.js';
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

/**
 * Starts an engine and brings back a saved model; the caller disposes it. The variant's code comes from this
 * scope, or from the package that the user names: never from one that only the model's file names.
 *
 * @throws {ModelFormatError} if the folder holds no whole model.
 * @throws {OptionError} if its variant is not installed.
 */
export async function openModel(flags: ModelFlags, terminal: Terminal): Promise<OpenedModel> {
  const store = folderStore(findModelFolder(flags.model, terminal.cwd));
  const manifest = await readManifest(store);
  const metadata = (manifest.metadata ?? {}) as { package?: string; columns?: string[] | null };
  const foreign = metadata.package !== undefined && !metadata.package.startsWith('@autoencoders/');
  if (foreign && flags.package === undefined) {
    throw new OptionError(
      `${flags.model} was made by the package '${metadata.package}': if you trust it, add --package ${metadata.package}`,
    );
  }
  const { factory } = await findVariant(flags.package ?? manifest.kind, terminal.cwd);
  await startEngine(flags.backend);
  const model = await load(store, [factory]);
  return { model, manifest, columns: metadata.columns ?? undefined };
}
