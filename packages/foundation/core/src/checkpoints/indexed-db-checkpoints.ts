import { filesIn, inTransaction, recordOf, resultOf, type StoredRecord } from '../stores/indexed-db.js';
import type { Files } from '../stores/store.js';
import type { CheckpointStore } from './checkpoint-store.js';
import { isWhole } from './is-whole.js';

/**
 * Checkpoints in the browser's IndexedDB, under a name of yours. Adding one is a single transaction, so a tab that
 * is closed meanwhile leaves those before; of damaged ones, the newest that is whole counts. `clear` forgets all
 * of that name. Works in workers too.
 *
 * @example
 * const store = indexedDbCheckpoints('digits');
 * await fit(model, data, { epochs, callbacks: [checkpoint({ store })], resume: store });
 *
 * @throws {StorageError} (from its methods) when there is no IndexedDB or it refuses, for want of space say.
 */
export function indexedDbCheckpoints(name: string): CheckpointStore & { clear(): Promise<void> } {
  const description = `IndexedDB checkpoints '${name}'`;
  return {
    description,
    steps: () => inTransaction('checkpoints', 'readonly', (records) => stepsOf(records, name)),
    newest: () =>
      inTransaction('checkpoints', 'readonly', async (records) => {
        let damaged: Files | undefined;
        for (const step of (await stepsOf(records, name)).reverse()) {
          const files = filesIn((await resultOf(records.get([name, step]))) as StoredRecord);
          if (isWhole(files, description)) return files;
          damaged ??= files;
        }
        return damaged;
      }),
    add: (step, files, keep) =>
      inTransaction('checkpoints', 'readwrite', async (records) => {
        const others = await stepsOf(records, name);
        const later = others.filter((other) => other > step);
        const earlier = others.filter((other) => other < step);
        // The new one is one of those kept.
        const surplus = earlier.slice(0, Math.max(0, earlier.length + 1 - keep));
        for (const dropped of [...later, ...surplus]) records.delete([name, dropped]);
        await resultOf(records.put(recordOf(files), [name, step]));
      }),
    clear: () =>
      inTransaction('checkpoints', 'readwrite', async (records) => {
        await resultOf(records.delete(allOf(name)));
      }),
  };
}

/** The steps under a name, oldest first: keys come in order. */
async function stepsOf(records: IDBObjectStore, name: string): Promise<number[]> {
  const keys = (await resultOf(records.getAllKeys(allOf(name)))) as [name: string, step: number][];
  return keys.map(([, step]) => step);
}

/** The keys `[name, step]` of a name: an empty list sorts behind every number. */
function allOf(name: string): IDBKeyRange {
  return IDBKeyRange.bound([name], [name, []]);
}
