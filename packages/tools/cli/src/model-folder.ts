import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { ModelFormatError, OptionError } from '@autoencoders/errors';

/** A folder that something is saved in. */
export interface SavedFolder {
  readonly path: string;
  readonly holds: 'autoencoder' | 'application';
}

/**
 * The folder of a saved model that a path names: itself, or the `model/` of a run's folder.
 *
 * @throws {ModelFormatError} if neither is one; an application names the autoencoder in it.
 */
export function findModelFolder(path: string, cwd: string): string {
  const found = findSavedFolder(path, cwd);
  if (found.holds === 'autoencoder') return found.path;
  throw new ModelFormatError(
    `${path} holds what stands on an autoencoder, such as a classifier: name ${join(path, 'autoencoder')} for the autoencoder`,
  );
}

/**
 * The folder of a saved model or of an application of one, such as a classifier, that a path names.
 *
 * @throws {ModelFormatError} if there is neither.
 */
export function findSavedFolder(path: string, cwd: string): SavedFolder {
  const folder = resolve(cwd, path);
  for (const candidate of [folder, join(folder, 'model')]) {
    if (holds(candidate, 'application.json')) return { path: candidate, holds: 'application' };
    if (holds(candidate, 'autoencoder.json')) return { path: candidate, holds: 'autoencoder' };
  }
  const unfinished = existsSync(join(folder, 'checkpoints/run.json'));
  throw new ModelFormatError(
    unfinished
      ? `the run in ${path} is not finished: go on with autoencoders train … --out ${path} --resume`
      : `there is no model in ${path}: name a folder that holds autoencoder.json, or the --out of a training`,
  );
}

/**
 * The folder that `--save` names, before any work is done for it: a new one, or that of an application, which is
 * replaced.
 *
 * @throws {OptionError} if there is anything else.
 */
export function folderToSave(path: string, cwd: string): string {
  const folder = resolve(cwd, path);
  if (!existsSync(folder) || holds(folder, 'application.json')) return folder;
  try {
    if (readdirSync(folder).length === 0) return folder;
  } catch {
    // A file: what is said below holds for it too.
  }
  throw new OptionError(`--save is '${path}', which is there and would be replaced: name a new folder`);
}

/** A process killed while it replaced a model has left the old one aside; the store brings it back on reading. */
function holds(folder: string, manifest: string): boolean {
  const aside = join(dirname(folder), `.${basename(folder)}.replaced`);
  return [folder, aside].some((place) => existsSync(join(place, manifest)));
}
