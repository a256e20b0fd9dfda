import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckpointStore } from '../checkpoints/checkpoint-store.js';
import { isWhole } from '../checkpoints/is-whole.js';
import type { Files } from '../stores/store.js';
import { readFolder } from './read-folder.js';
import { sweep, writeFolderAtomic } from './write-folder-atomic.js';

const pattern = /^step-(\d+)$/;

/**
 * Checkpoints as folders `step-000000123` under a folder. Each is whole or absent, even when the process is
 * killed; of damaged ones, the newest that is whole counts.
 *
 * @example
 * await fit(model, data, { epochs, callbacks: [checkpoint({ store })], resume: store });
 *
 * @throws {StorageError} (from its methods) when the file system refuses.
 */
export function checkpointFolder(path: string): CheckpointStore {
  const folderOf = (step: number) => join(path, `step-${String(step).padStart(9, '0')}`);
  const remove = (step: number) => rm(folderOf(step), { recursive: true, force: true });
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
      let damaged: Files | undefined;
      for (const step of (await steps()).reverse()) {
        const files = await readFolder(folderOf(step));
        if (files && isWhole(files, path)) return files;
        damaged ??= files;
      }
      return damaged;
    },
    add: async (step, files, keep) => {
      await sweep(path);
      for (const later of (await steps()).filter((other) => other > step)) await remove(later);
      await writeFolderAtomic(folderOf(step), files);
      for (const old of (await steps()).slice(0, -keep)) await remove(old);
    },
  };
}
