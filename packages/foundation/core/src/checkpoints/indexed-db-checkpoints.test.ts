import 'fake-indexeddb/auto';
import { useBackend } from '@autoencoders/backend';
import { StorageError } from '@autoencoders/errors';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { describeIndexedDbCheckpoints } from '../testing/indexed-db-checkpoints-cases.js';
import { indexedDbCheckpoints } from './indexed-db-checkpoints.js';

beforeAll(() => useBackend('cpu'));
afterEach(() => vi.unstubAllGlobals());

describeIndexedDbCheckpoints();

it('says so where there is no IndexedDB', async () => {
  vi.stubGlobal('indexedDB', undefined);
  const store = indexedDbCheckpoints('run');
  for (const call of [
    () => store.newest(),
    () => store.steps(),
    () => store.clear(),
    () => store.add(1, new Map(), 1),
  ]) {
    await expect(call()).rejects.toThrow(StorageError);
    await expect(call()).rejects.toThrow('in Node use folderStore and checkpointFolder');
  }
});
