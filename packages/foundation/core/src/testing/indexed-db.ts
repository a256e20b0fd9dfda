import { resultOf } from '../stores/indexed-db.js';

/** Forgets all that was kept. */
export async function forgetDatabase(): Promise<void> {
  await resultOf(indexedDB.deleteDatabase('autoencoders'));
}

/** Leaves a database as the first version of it was, with one model. */
export async function createFirstVersion(name: string, files: Record<string, Uint8Array>): Promise<void> {
  const request = indexedDB.open('autoencoders', 1);
  request.onupgradeneeded = () => request.result.createObjectStore('models').put(files, name);
  (await resultOf(request)).close();
}

/** The bytes that the database keeps for a model, buffers whole. */
export async function keptBytes(name: string): Promise<number> {
  const opened = await resultOf(indexedDB.open('autoencoders'));
  const kept: Record<string, Uint8Array> = await resultOf(
    opened.transaction('models').objectStore('models').get(name),
  );
  opened.close();
  return Object.values(kept).reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
}
