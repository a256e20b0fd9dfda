import { memoryStore, save, useBackend } from '@autoencoders/core';
import { ModelFormatError, OptionError } from '@autoencoders/errors';
import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import { beforeAll, expect, it } from 'vitest';
import { reducer } from './autoencoder-reducer.js';
import { loadReducer } from './load-reducer.js';
import { smallData, smallOptions } from './testing/small.js';

beforeAll(() => useBackend('cpu'));

it('comes back ready to embed, and to train on where it is told how', async () => {
  const store = memoryStore();
  const data = smallData();
  const reduction = reducer(undercompleteAutoencoder(smallOptions), { training: { epochs: 2 } });
  const embedding = await reduction.fit(data);
  await save(reduction, store);
  reduction.autoencoder.dispose();

  const loaded = await loadReducer(store, [undercompleteAutoencoder], { training: { epochs: 1 } });
  expect(await loaded.fit(data)).not.toEqual(embedding);
  loaded.autoencoder.dispose();
  const embedsOnly = await loadReducer(store, [undercompleteAutoencoder]);
  expect(await embedsOnly.fit(data)).toEqual(embedding);
  embedsOnly.autoencoder.dispose();
});

it('is not taken for trained where it was not, nor for one on another autoencoder', async () => {
  const store = memoryStore();
  const reduction = reducer(undercompleteAutoencoder(smallOptions));
  await save(reduction, store);
  const loaded = await loadReducer(store, [undercompleteAutoencoder]);
  await expect(loaded.transform(smallData())).rejects.toThrow(OptionError);
  loaded.autoencoder.dispose();
  await expect(loadReducer(store, [])).rejects.toThrow(ModelFormatError);
  reduction.autoencoder.dispose();
});
