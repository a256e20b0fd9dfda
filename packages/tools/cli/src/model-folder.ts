import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { ModelFormatError } from '@autoencoders/errors';

/**
 * The folder of a saved model that a path names: itself, or the `model/` of a run's folder.
 *
 * @throws {ModelFormatError} if neither is one.
 */
export function findModelFolder(path: string, cwd: string): string {
  const folder = resolve(cwd, path);
  for (const candidate of [folder, join(folder, 'model')]) {
    if (isModel(candidate)) return candidate;
  }
  const unfinished = existsSync(join(folder, 'checkpoints/run.json'));
  throw new ModelFormatError(
    unfinished
      ? `the run in ${path} is not finished: go on with autoencoders train … --out ${path} --resume`
      : `there is no model in ${path}: name a folder that holds autoencoder.json, or the --out of a training`,
  );
}

/** A process killed while it replaced a model has left the old one aside; the store brings it back on reading. */
function isModel(folder: string): boolean {
  const aside = join(dirname(folder), `.${basename(folder)}.replaced`);
  return [folder, aside].some((place) => existsSync(join(place, 'autoencoder.json')));
}
