import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StorageError } from '@autoencoders/errors';
import { applicationFile, autoencoderFolder } from '../saving/application-manifest.js';
import { type Manifest, manifestFile } from '../saving/manifest.js';
import type { Files, ModelStore } from '../stores/store.js';
import { exists, filesUnder, readFolder } from './read-folder.js';
import { writeFolderAtomic } from './write-folder-atomic.js';

/**
 * A store that is a folder. Writing replaces the folder as a whole: it has either what it had before or all that
 * is new, even when the process is killed. A folder that holds anything else than a model is left alone.
 *
 * @example
 * await save(model, folderStore('runs/digits/model'));
 *
 * @throws {StorageError} (from its methods) when the file system refuses, or other files would be lost.
 */
export function folderStore(path: string): ModelStore {
  return {
    description: path,
    write: async (files) => {
      await refuseOthers(path, files);
      await writeFolderAtomic(path, files);
    },
    read: () => readFolder(path),
  };
}

/** Replacing the folder must not take with it what no store has written. */
async function refuseOthers(folder: string, files: Files): Promise<void> {
  if (!(await exists(folder).catch(() => false))) return;
  const there = await filesUnder(folder);
  const unknown = there.filter((path) => !files.has(path) && path !== '.DS_Store');
  if (unknown.length === 0) return;
  const written = await recorded(folder);
  const other = unknown.find((path) => !written.has(path));
  if (other === undefined) return;
  throw new StorageError(
    `${folder} holds '${other}', which is no part of a model and would be lost: give the model a folder of its own`,
  );
}

/** The files of the model that is there, by its manifests alone: an autoencoder's, or those of an application on one. */
async function recorded(folder: string): Promise<ReadonlySet<string>> {
  const own = await recordedBy(folder, manifestFile, 'autoencoder');
  const application = await recordedBy(folder, applicationFile, 'autoencoder-application');
  // The folder below belongs to an application only: elsewhere it is a model of its own.
  const below =
    application.length > 0
      ? await recordedBy(join(folder, autoencoderFolder), manifestFile, 'autoencoder')
      : [];
  return new Set([...own, ...application, ...below.map((path) => `${autoencoderFolder}/${path}`)]);
}

/** A manifest and the files it lists; none where there is no such manifest. */
async function recordedBy(folder: string, file: string, format: string): Promise<string[]> {
  try {
    const manifest = JSON.parse(await readFile(join(folder, file), 'utf8')) as Partial<Manifest> | null;
    return (manifest?.format as string) === format ? [file, ...Object.keys(manifest?.files ?? {})] : [];
  } catch {
    return [];
  }
}
