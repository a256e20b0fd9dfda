import { DataError } from '@autoencoders/errors';
import { unzipSync } from 'fflate';

/**
 * The files of a zip archive by their paths in it.
 *
 * @param name what messages call it
 * @throws {DataError} when it is not one, or is damaged.
 */
export function unzip(bytes: Uint8Array, name: string): ReadonlyMap<string, Uint8Array> {
  try {
    return new Map(Object.entries(unzipSync(bytes)));
  } catch (error) {
    throw new DataError(`${name} is not a zip archive, or is damaged: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
