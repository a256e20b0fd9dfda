import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { writeError, writeFlushed } from '@autoencoders/data/node';
import type { Files } from '../stores/store.js';

/** Where a folder is written before it takes its place, and where the old one waits meanwhile. */
function neighbours(folder: string) {
  const beside = (suffix: string) => join(dirname(folder), `.${basename(folder)}.${suffix}`);
  return { unfinished: beside('unfinished'), replaced: beside('replaced') };
}

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
    for (const [path, bytes] of files) {
      const file = join(unfinished, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFlushed(file, bytes);
    }
    if (existsSync(folder)) await rename(folder, replaced);
    await rename(unfinished, folder);
    await rm(replaced, { recursive: true, force: true });
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true }).catch(() => undefined);
    await recover(folder).catch(() => undefined);
    throw writeError(folder, error);
  }
}

/** All files of a folder by relative path; `undefined` when there is no such folder. */
export async function readFolder(folder: string): Promise<Files | undefined> {
  await recover(folder);
  const found = await stat(folder).catch(() => undefined);
  if (!found?.isDirectory()) return undefined;
  const files = new Map<string, Uint8Array>();
  for (const path of ((await readdir(folder, { recursive: true })) as string[]).sort()) {
    const full = join(folder, path);
    if ((await stat(full)).isFile())
      files.set(path.replaceAll('\\', '/'), new Uint8Array(await readFile(full)));
  }
  return files;
}

/** A process killed between the two renames has left the old folder aside: it comes back. */
async function recover(folder: string): Promise<void> {
  const { replaced } = neighbours(folder);
  if (!existsSync(replaced)) return;
  if (existsSync(folder)) await rm(replaced, { recursive: true, force: true });
  else await rename(replaced, folder);
}
