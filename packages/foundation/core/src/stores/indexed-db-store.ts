import { filesIn, inTransaction, recordOf, resultOf, type StoredRecord } from './indexed-db.js';
import type { ModelStore } from './store.js';

/**
 * A store in the browser's IndexedDB, under a name of yours. Writing is one transaction. Works in workers too.
 *
 * @throws {StorageError} (from its methods) when there is no IndexedDB or it refuses, for want of space say.
 */
export function indexedDbStore(name: string): ModelStore {
  return {
    description: `IndexedDB '${name}'`,
    write: (files) =>
      inTransaction('models', 'readwrite', async (models) => {
        await resultOf(models.put(recordOf(files), name));
      }),
    read: () =>
      inTransaction('models', 'readonly', async (models) => {
        const kept: StoredRecord | undefined = await resultOf(models.get(name));
        return kept && filesIn(kept);
      }),
  };
}
