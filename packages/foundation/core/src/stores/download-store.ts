import { StorageError } from '@autoencoders/errors';
import type { ModelStore } from './store.js';

/**
 * Hands a saved model to the person at the browser: each file is downloaded as `name.path.with.dots`.
 * It cannot be read back.
 *
 * @throws {StorageError} (from its methods) outside a browser, and on reading.
 */
export function downloadStore(name: string): ModelStore {
  return {
    description: `downloads '${name}'`,
    write: async (files) => {
      if (!globalThis.document) throw new StorageError('downloads need a browser: use folderStore in Node');
      for (const [path, bytes] of files) download(`${name}.${path.replaceAll('/', '.')}`, bytes);
    },
    read: () => Promise.reject(new StorageError('downloads cannot be read back: use indexedDbStore')),
  };
}

function download(name: string, bytes: Uint8Array): void {
  const url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>]));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the URL after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
