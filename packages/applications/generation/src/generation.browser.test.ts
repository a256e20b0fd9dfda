import { memoryStore, save, useBackend } from '@autoencoders/core';
import { beforeAll, expect, it } from 'vitest';
import { type GeneratorOptions, generator, interpolate, loadGenerator, manifold } from './index.js';
import { identity, identityAutoencoder } from './testing/identity.js';
import { ring } from './testing/ring.js';
import { rowsFrom } from './testing/rows.js';

beforeAll(() => useBackend('wasm'));

it.each<[GeneratorOptions, object]>([
  [{ components: 4 }, {}],
  [{ sampler: 'kernel-density' }, {}],
  [{ sampler: 'two-stage', hidden: [8] }, { epochs: 2 }],
])('fits, draws, saves and loads in the browser: %j', async (options, training) => {
  const generate = generator(identity(), options);
  await generate.fit(ring(100), training);
  const drawn = await generate.sample(20);
  const store = memoryStore();
  await save(generate, store);
  const loaded = await loadGenerator(store, [identityAutoencoder]);
  expect(await loaded.sample(20)).toEqual(drawn);
});

it('walks through codes in the browser', async () => {
  const model = identity();
  const { shape } = await interpolate(model, rowsFrom([[0, 1]]), rowsFrom([[1, 0]]), { method: 'spherical' });
  expect(shape).toEqual([8, 2]);
  expect((await manifold(model, { size: 3 })).shape).toEqual([9, 2]);
});
