import type { ModelStore } from '../stores/store.js';
import { readFolder, writeFolderAtomic } from './write-folder-atomic.js';

/**
 * A store that is a folder. Writing replaces the folder as a whole: it has either what it had before or all that
 * is new, even when the process is killed.
 *
 * @example
 * await save(model, folderStore('runs/digits/model'));
 *
 * @throws {StorageError} (from its methods) when the file system refuses.
 */
export function folderStore(path: string): ModelStore {
  return {
    description: path,
    write: (files) => writeFolderAtomic(path, files),
    read: () => readFolder(path),
  };
}
