import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckpointStore } from '../checkpoints/checkpoint-store.js';
import { readFolder, writeFolderAtomic } from './write-folder-atomic.js';

const pattern = /^step-(\d+)$/;

/**
 * Checkpoints as folders `step-000123` under a folder. Each is whole or absent, even when the process is killed.
 *
 * @example
 * await fit(model, data, { epochs, callbacks: [checkpoint({ store })], resume: store });
 *
 * @throws {StorageError} (from its methods) when the file system refuses.
 */
export function checkpointFolder(path: string): CheckpointStore {
  const folderOf = (step: number) => join(path, `step-${String(step).padStart(9, '0')}`);
  const steps = async () => {
    const names = await readdir(path).catch(() => [] as string[]);
    return names
      .flatMap((name) => Number(pattern.exec(name)?.[1] ?? Number.NaN))
      .filter((step) => !Number.isNaN(step))
      .sort((a, b) => a - b);
  };
  return {
    description: path,
    steps,
    newest: async () => {
      const last = (await steps()).at(-1);
      return last === undefined ? undefined : readFolder(folderOf(last));
    },
    add: async (step, files, keep) => {
      await writeFolderAtomic(folderOf(step), files);
      for (const old of (await steps()).slice(0, -keep))
        await rm(folderOf(old), { recursive: true, force: true });
    },
  };
}
