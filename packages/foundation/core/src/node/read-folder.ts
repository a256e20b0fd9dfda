import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { StorageError } from '@autoencoders/errors';
import type { Files } from '../stores/store.js';
import { neighbours } from './neighbours.js';

/** How often a folder that is replaced while it is read is read again. */
const attempts = 5;

/**
 * All files of a folder by relative path; `undefined` when there is no such folder. Of a folder that is being
 * replaced, it reads the old one or the new one; it changes nothing.
 *
 * @throws {StorageError} when the file system refuses.
 */
export async function readFolder(folder: string): Promise<Files | undefined> {
  const { replaced } = neighbours(folder);
  for (let attempt = 1; ; attempt++) {
    try {
      for (const place of [folder, replaced]) {
        if (await exists(place)) return await readAll(place);
      }
      return undefined;
    } catch (error) {
      const gone = (error as NodeJS.ErrnoException).code === 'ENOENT';
      if (gone && attempt < attempts) continue;
      throw new StorageError(`cannot read ${folder}: ${(error as Error).message}`, { cause: error });
    }
  }
}

async function readAll(folder: string): Promise<Files> {
  const files = new Map<string, Uint8Array>();
  for (const path of await filesUnder(folder)) {
    files.set(path, new Uint8Array(await readFile(join(folder, path))));
  }
  return files;
}

/** Relative paths of all files of a folder, with `/` between folders, sorted. */
export async function filesUnder(folder: string): Promise<string[]> {
  const paths: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isFile()) paths.push(entry.name);
    else if (entry.isDirectory()) {
      const inner = await filesUnder(join(folder, entry.name));
      paths.push(...inner.map((path) => `${entry.name}/${path}`));
    }
  }
  return paths.sort();
}

/** True when there is a folder of the name. @throws what the file system does, a missing one excepted. */
export async function exists(folder: string): Promise<boolean> {
  try {
    return (await stat(folder)).isDirectory();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return false;
    throw error;
  }
}
