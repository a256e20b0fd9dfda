import 'fake-indexeddb/auto';
import { useBackend } from '@autoencoders/backend';
import { StorageError } from '@autoencoders/errors';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { describeIndexedDbStore } from '../testing/indexed-db-store-cases.js';
import { indexedDbStore } from './indexed-db-store.js';

beforeAll(() => useBackend('cpu'));
afterEach(() => vi.unstubAllGlobals());

describeIndexedDbStore();

it('says so where there is no IndexedDB', async () => {
  vi.stubGlobal('indexedDB', undefined);
  await expect(indexedDbStore('one').read()).rejects.toThrow(StorageError);
  await expect(indexedDbStore('one').read()).rejects.toThrow('in Node use folderStore');
});

it('says so where a newer release left its database', async () => {
  const request = indexedDB.open('autoencoders', 99);
  await new Promise((resolve) => {
    request.onsuccess = resolve;
  });
  request.result.close();
  await expect(indexedDbStore('one').read()).rejects.toThrow(StorageError);
  await expect(indexedDbStore('one').read()).rejects.toThrow(/IndexedDB refuses: .*version/);
});
