import { mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { writeError } from './storage-error.js';

let writes = 0;

/**
 * Writes a file whole or not at all: into a temporary neighbour, flushed to disk, then renamed into place. What
 * was there before stays until then. Missing folders are made. Of several writes at once the last to end stays.
 *
 * @throws {StorageError} when the file system refuses, for want of space say; nothing is left behind.
 */
export async function writeFileAtomic(path: string, content: Uint8Array | string): Promise<void> {
  writes += 1;
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}-${writes}.unfinished`);
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFlushed(temporary, content);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw writeError(path, error);
  }
}

/** Writes a file and waits until it is on the disk. */
export async function writeFlushed(path: string, content: Uint8Array | string): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}
