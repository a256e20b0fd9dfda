import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { writeError, writeFlushed } from '@autoencoders/data/node';
import type { Files } from '../stores/store.js';
import { neighbours } from './neighbours.js';
import { exists } from './read-folder.js';

/**
 * Replaces a folder by the given files, whole or not at all, whenever the process is killed.
 *
 * @throws {StorageError} when the file system refuses; what was there before is kept.
 */
export async function writeFolderAtomic(folder: string, files: Files): Promise<void> {
  const { unfinished, replaced } = neighbours(folder);
  try {
    await recover(folder);
    await rm(unfinished, { recursive: true, force: true });
    await writeAll(unfinished, files);
    if (await exists(folder)) await rename(folder, replaced);
    await rename(unfinished, folder);
    await syncFolder(dirname(resolve(folder)));
    await rm(replaced, { recursive: true, force: true });
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true }).catch(() => undefined);
    await recover(folder).catch(() => undefined);
    throw writeError(folder, error);
  }
}

async function writeAll(folder: string, files: Files): Promise<void> {
  const folders = new Set([folder, ...[...files.keys()].map((path) => dirname(join(folder, path)))]);
  for (const made of folders) await mkdir(made, { recursive: true });
  for (const [path, bytes] of files) await writeFlushed(join(folder, path), bytes);
  for (const made of folders) await syncFolder(made);
}

/** Has the names in a folder on the disk too, where the system can (Windows cannot open folders). */
async function syncFolder(folder: string): Promise<void> {
  const opened = await open(folder).catch(() => undefined);
  await opened?.sync().catch(() => undefined);
  await opened?.close();
}

/** A process killed between the two renames has left the old folder aside: it comes back. */
async function recover(folder: string): Promise<void> {
  const { replaced } = neighbours(folder);
  if (!(await exists(replaced))) return;
  if (await exists(folder)) await rm(replaced, { recursive: true, force: true });
  else await rename(replaced, folder);
}

/** Removes what killed processes left unfinished in a folder of folders. */
export async function sweep(parent: string): Promise<void> {
  for (const name of await readdir(parent).catch(() => [])) {
    if (/^\..*\.unfinished$/.test(name)) await rm(join(parent, name), { recursive: true, force: true });
  }
}
