import { StorageError } from '@autoencoders/errors';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { indexedDbCheckpoints, indexedDbStore, load, save } from '../index.js';
import { createFirstVersion, forgetDatabase, keptBytes } from './indexed-db.js';
import { tinyAutoencoder } from './tiny.js';

/** The tests of `indexedDbStore`, for the IndexedDB there is. */
export function describeIndexedDbStore(): void {
  describe('indexedDbStore', () => {
    beforeEach(forgetDatabase);
    afterEach(forgetDatabase);

    it('keeps a model under its name', async () => {
      const model = tinyAutoencoder({ inputShape: [4] });
      await save(model, indexedDbStore('one'));
      expect(await indexedDbStore('other').read()).toBeUndefined();
      const loaded = await load(indexedDbStore('one'), [tinyAutoencoder]);
      const weights = (of: typeof model) =>
        of.networks.encoder.getWeights().map((weight) => weight.dataSync());
      expect(weights(loaded)).toEqual(weights(model));
      loaded.dispose();
      model.dispose();
    });

    it('replaces what it holds, or keeps it when writing fails', async () => {
      const store = indexedDbStore('one');
      await store.write(new Map([['a', Uint8Array.of(1)]]));
      await store.write(new Map([['b/c', Uint8Array.of(2, 3)]]));
      const kept = new Map([['b/c', Uint8Array.of(2, 3)]]);
      expect(await store.read()).toEqual(kept);
      await expect(store.write(new Map([['d', Symbol('no bytes') as never]]))).rejects.toThrow(StorageError);
      expect(await store.read()).toEqual(kept);
    });

    it('keeps of a part of a buffer the part, and takes shared memory', async () => {
      const part = new Uint8Array(1000).subarray(10, 12).fill(7);
      const shared = new Uint8Array(new SharedArrayBuffer(3)).fill(8);
      const store = indexedDbStore('one');
      await store.write(
        new Map<string, Uint8Array>([
          ['part', part],
          ['shared', shared],
        ]),
      );
      expect(await store.read()).toEqual(
        new Map([
          ['part', Uint8Array.of(7, 7)],
          ['shared', Uint8Array.of(8, 8, 8)],
        ]),
      );
      expect(await keptBytes('one')).toBe(5);
    });

    it('finds the models of a database of the first version', async () => {
      await createFirstVersion('old', { a: Uint8Array.of(1, 2) });
      const kept = new Map([['a', Uint8Array.of(1, 2)]]);
      expect(await indexedDbCheckpoints('old').newest()).toBeUndefined();
      expect(await indexedDbStore('old').read()).toEqual(kept);
      await indexedDbCheckpoints('old').add(1, kept, 2);
      await indexedDbCheckpoints('old').clear();
      expect(await indexedDbStore('old').read()).toEqual(kept);
    });
  });
}
