import { memoryStore, save, useBackend } from '@autoencoders/core';
import { ModelFormatError, OptionError } from '@autoencoders/errors';
import { expectNoLeak } from '@autoencoders/testing';
import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import { beforeAll, expect, it } from 'vitest';
import { reducer } from './autoencoder-reducer.js';
import { loadReducer } from './load-reducer.js';
import { smallData, smallOptions } from './testing/small.js';

beforeAll(() => useBackend('cpu'));

it('comes back as it was, ready to embed and to train on', async () => {
  const store = memoryStore();
  const data = smallData();
  const reduction = reducer(undercompleteAutoencoder(smallOptions), { training: { epochs: 2 } });
  const embedding = await reduction.fit(data);
  await save(reduction, store);
  const back = await reduction.inverseTransform(embedding);
  reduction.autoencoder.dispose();

  await expectNoLeak(async () => {
    const loaded = await loadReducer(store, [undercompleteAutoencoder], { training: { epochs: 1 } });
    expect(await loaded.transform(data)).toEqual(embedding);
    expect(await loaded.inverseTransform(embedding)).toEqual(back);
    expect(await loaded.fit(data)).not.toEqual(embedding);
    loaded.dispose();
  });
  const embedsOnly = await loadReducer(store, [undercompleteAutoencoder]);
  expect(await embedsOnly.fit(data)).toEqual(embedding);
  embedsOnly.dispose();
});

it('is not taken for trained where it was not, nor for another application', async () => {
  const store = memoryStore();
  const reduction = reducer(undercompleteAutoencoder(smallOptions));
  await save(reduction, store);
  const loaded = await loadReducer(store, [undercompleteAutoencoder]);
  await expect(loaded.transform(smallData())).rejects.toThrow(OptionError);
  loaded.dispose();
  await expect(loadReducer(store, [])).rejects.toThrow(ModelFormatError);
  await save(reduction.autoencoder, store);
  await expect(loadReducer(store, [undercompleteAutoencoder])).rejects.toThrow(ModelFormatError);
  reduction.autoencoder.dispose();
});
