import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DataError } from '@autoencoders/errors';
import { paths } from './paths.js';

/** Whether a folder of the data that lies beside the repository is there. */
export function hasSharedData(folder: string): boolean {
  return existsSync(join(paths.shared, folder));
}

/**
 * The path of a folder of the data that lies beside the repository: sets that may be used and not passed on.
 *
 * @throws {DataError} naming the folder when it is not there.
 */
export function sharedData(folder: string): string {
  const path = join(paths.shared, folder);
  if (!hasSharedData(folder)) {
    throw new DataError(
      `there is no folder ${path}: put the set '${folder}' there, which may not be passed on`,
    );
  }
  return path;
}
