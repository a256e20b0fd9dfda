import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { DataError } from '@autoencoders/errors';
import { readError } from './storage-error.js';

/**
 * The bytes of a file, unpacked where they are gzipped, whatever the name says.
 *
 * @throws {DataError} when there is none, it cannot be read, is empty, or cannot be unpacked.
 */
export async function readBytes(path: string): Promise<Uint8Array> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw readError(path, error);
  });
  if (bytes.length === 0) throw new DataError(`${path} is empty`);
  const zipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (!zipped && !/\.gz$/i.test(path)) return bytes;
  try {
    return gunzipSync(bytes);
  } catch (error) {
    throw new DataError(`${path} cannot be unpacked: ${(error as Error).message}`, { cause: error });
  }
}
