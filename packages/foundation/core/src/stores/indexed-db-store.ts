import { StorageError } from '@autoencoders/errors';
import type { ModelStore } from './store.js';

const database = 'autoencoders';
const table = 'models';

/**
 * A store in the browser's IndexedDB, under a name of yours. Writing is one transaction.
 *
 * @throws {StorageError} (from its methods) when there is no IndexedDB or it refuses, for want of space say.
 */
export function indexedDbStore(name: string): ModelStore {
  return {
    description: `IndexedDB '${name}'`,
    write: (files) =>
      transaction('readwrite', (models) => models.put(Object.fromEntries(files), name)).then(() => undefined),
    read: async () => {
      const kept = (await transaction('readonly', (models) => models.get(name))) as
        | Record<string, Uint8Array>
        | undefined;
      return kept && new Map(Object.entries(kept));
    },
  };
}

async function transaction(
  mode: IDBTransactionMode,
  work: (models: IDBObjectStore) => IDBRequest,
): Promise<unknown> {
  const opened = await open();
  try {
    return await new Promise((resolve, reject) => {
      const running = opened.transaction(table, mode);
      const request = work(running.objectStore(table));
      running.oncomplete = () => resolve(request.result);
      running.onabort = () => reject(refused(running.error ?? request.error));
    });
  } finally {
    opened.close();
  }
}

function open(): Promise<IDBDatabase> {
  if (!globalThis.indexedDB) {
    return Promise.reject(new StorageError('there is no IndexedDB here: use folderStore in Node'));
  }
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(database, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(table);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(refused(request.error));
  });
}

function refused(error: DOMException | null): StorageError {
  return new StorageError(`IndexedDB refuses: ${error?.message ?? 'unknown reason'}`, { cause: error });
}
