import { StorageError } from '@autoencoders/errors';
import type { Files } from './store.js';

/** What is kept in the database: saved models by name, checkpoints by name and step. */
type Table = 'models' | 'checkpoints';

/** Files as a table has them. */
export type StoredRecord = Readonly<Record<string, Uint8Array>>;

const database = 'autoencoders';
/** Version 1 had no checkpoints. */
const version = 2;
const tables: readonly Table[] = ['models', 'checkpoints'];

/**
 * Does some work on a table in one transaction: all of it is kept, or nothing.
 *
 * @throws {StorageError} when there is no IndexedDB or it refuses, for want of space say.
 */
export async function inTransaction<Result>(
  table: Table,
  mode: IDBTransactionMode,
  work: (records: IDBObjectStore) => Promise<Result>,
): Promise<Result> {
  const opened = await open();
  try {
    const running = opened.transaction(table, mode);
    const kept = new Promise<void>((resolve, reject) => {
      running.oncomplete = () => resolve();
      running.onabort = () => reject(running.error);
    });
    const done = work(running.objectStore(table)).catch((error: unknown) => {
      abort(running);
      throw error;
    });
    const [result] = await Promise.all([done, kept]);
    return result;
  } catch (error) {
    throw refused(error);
  } finally {
    opened.close();
  }
}

/** The result of a request, inside a transaction. */
export function resultOf<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Files to put into a table. */
export function recordOf(files: Files): StoredRecord {
  return Object.fromEntries([...files].map(([path, bytes]) => [path, withOwnBuffer(bytes)]));
}

/** Files that were put into a table. */
export function filesIn(record: StoredRecord): Files {
  return new Map(Object.entries(record));
}

async function open(): Promise<IDBDatabase> {
  if (!globalThis.indexedDB) {
    throw new StorageError('there is no IndexedDB here: in Node use folderStore and checkpointFolder');
  }
  try {
    const request = indexedDB.open(database, version);
    request.onupgradeneeded = () => {
      const { result } = request;
      for (const table of tables) {
        if (!result.objectStoreNames.contains(table)) result.createObjectStore(table);
      }
    };
    const opened = await resultOf(request);
    // A later release that upgrades in another tab waits for open ones; closing lets what is running finish.
    opened.onversionchange = () => opened.close();
    return opened;
  } catch (error) {
    throw refused(error);
  }
}

/** A part of a larger buffer would be kept with all of it, and memory shared with threads is refused. */
function withOwnBuffer(bytes: Uint8Array): Uint8Array {
  const { buffer } = bytes;
  return buffer instanceof ArrayBuffer && buffer.byteLength === bytes.length ? bytes : new Uint8Array(bytes);
}

function abort(running: IDBTransaction): void {
  try {
    running.abort();
  } catch {
    // It was aborted already, by the request that failed.
  }
}

function refused(error: unknown): StorageError {
  const reason = (error as Error | null)?.message || 'unknown reason';
  return new StorageError(`IndexedDB refuses: ${reason}`, { cause: error });
}
