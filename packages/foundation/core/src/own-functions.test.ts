import { OptionError } from '@autoencoders/errors';
import { expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { fit, load, memoryStore, save, useBackend } from './index.js';
import { jsonOptions, lacksFunctions, withPlaceholders } from './own-functions.js';
import { watchedAutoencoder } from './testing/watched.js';

beforeAll(() => useBackend('cpu'));

const inputShape = [5];
const halved = (x: tf.Tensor) => tf.mul(x, 0.5);

describe('options that are functions', () => {
  it('become a marker among the options, at any depth', () => {
    const options = { a: 1, list: [halved, { deep: halved }], none: undefined };
    const json = jsonOptions(options);
    expect(json).toEqual({ a: 1, list: [{ function: 'own' }, { deep: { function: 'own' } }] });
    expect(lacksFunctions(json)).toBe(true);
    expect(lacksFunctions({ a: [1, 'own', null] })).toBe(false);
    const [first] = (withPlaceholders('list', json) as { list: (() => void)[] }).list;
    expect(first).toThrow("'list' of this model was a function");
  });

  it('are left out of what is saved: the model can be used, and says what it lacks when it is trained', async () => {
    const x = tf.tensor2d(testValues(20, 0, 1), [4, 5]);
    const model = watchedAutoencoder({ inputShape, scale: halved });
    const store = memoryStore();
    await save(model, store);
    const loaded = await load(store, [watchedAutoencoder]);
    expect([...tf.tidy(() => loaded.reconstruct(x).dataSync())]).toEqual([
      ...tf.tidy(() => model.reconstruct(x).dataSync()),
    ]);
    const training = fit(loaded, x, { epochs: 1 });
    await expect(training).rejects.toThrow(OptionError);
    await expect(training).rejects.toThrow('load(store, factories, { scale })');
    x.dispose();
    for (const each of [model, loaded]) each.dispose();
  });

  it('are taken again by load, and train as before', async () => {
    const x = tf.tensor2d(testValues(20, 0, 1), [4, 5]);
    const model = watchedAutoencoder({ inputShape, scale: halved });
    const store = memoryStore();
    await save(model, store);
    const loaded = await load(store, [watchedAutoencoder], { scale: halved });
    const losses = [model, loaded].map(
      async (each) => (await fit(each, x, { epochs: 2 })).epochs.at(-1)!.terms,
    );
    expect(await losses[1]).toEqual(await losses[0]);
    x.dispose();
    for (const each of [model, loaded]) each.dispose();
  });

  it('cannot replace what was saved whole', async () => {
    const model = watchedAutoencoder({ inputShape, scale: 2 });
    const store = memoryStore();
    await save(model, store);
    await expectNoLeak(async () => {
      const loading = load(store, [watchedAutoencoder], { scale: 3 });
      await expect(loading).rejects.toThrow(OptionError);
      await expect(loading).rejects.toThrow("'scale' is saved with the model");
    });
    model.dispose();
  });
});
