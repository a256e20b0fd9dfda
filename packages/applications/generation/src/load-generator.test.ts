import { memoryStore, save, useBackend } from '@autoencoders/core';
import { ModelFormatError, OptionError } from '@autoencoders/errors';
import { expectNoLeak } from '@autoencoders/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { type GeneratorOptions, generator, loadGenerator, type Sampler } from './index.js';
import { identity, identityAutoencoder } from './testing/identity.js';
import { ring } from './testing/ring.js';

beforeAll(() => useBackend('wasm'));

const factories = [identityAutoencoder];
const data = ring(120);
const codes = { values: data.values([3, 40, 99]), shape: [3, 2] };

describe.each<[GeneratorOptions, object]>([
  [{ sampler: 'prior', seed: 3 }, {}],
  [{ sampler: 'standard-normal' }, {}],
  [{ components: 3 }, {}],
  [{ components: 3, covariance: 'diagonal' }, {}],
  [{ components: 3, covariance: 'spherical' }, {}],
  [{ sampler: 'kernel-density', bandwidth: 'silverman' }, {}],
  [{ sampler: 'two-stage', hidden: [8], activation: 'tanh' }, { epochs: 2 }],
])('%j', (options, training) => {
  it('draws after loading as before, to the bit, and leaves nothing', async () => {
    const generate = generator(identity(), options);
    await generate.fit(data, training);
    const store = memoryStore();
    await save(generate, store);
    await expectNoLeak(async () => {
      const loaded = await loadGenerator(store, factories);
      expect(loaded.options).toEqual(generate.options);
      expect(loaded.fitted).toBe(true);
      expect(await loaded.sample(50)).toEqual(await generate.sample(50));
      expect(await loaded.logDensity(codes)).toEqual(await generate.logDensity(codes));
      loaded.dispose();
      loaded.autoencoder.dispose();
    });
    generate.dispose();
  });
});

describe('loading', () => {
  it.each<GeneratorOptions>([{ components: 3 }, { sampler: 'two-stage', hidden: [8] }])(
    'gives back what was not fitted yet: %j',
    async (options) => {
      const store = memoryStore();
      await save(generator(identity(), options), store);
      const loaded = await loadGenerator(store, factories);
      await expect(loaded.sample(1)).rejects.toThrow("call 'await generate.fit(data)'");
      await loaded.fit(data, options.sampler === 'two-stage' ? { epochs: 1 } : {});
      expect((await loaded.sample(1)).shape).toEqual([1, 2]);
    },
  );

  it('takes a sampler of your own again', async () => {
    const sampler: Sampler = {
      name: 'first',
      fit: ({ values }) => ({ first: { values: values.slice(0, 2), shape: [2] } }),
      draw: (count, _random, { first }) => ({
        values: Float32Array.from({ length: 2 * count }, (_, i) => first!.values[i % 2]!),
        shape: [count, 2],
      }),
    };
    const generate = generator(identity(), { sampler });
    await generate.fit(data);
    const store = memoryStore();
    await save(generate, store);
    await expectNoLeak(async () => {
      await expect(loadGenerator(store, factories)).rejects.toThrow(OptionError);
    });
    const loaded = await loadGenerator(store, factories, { sampler });
    expect(await loaded.sample(2)).toEqual(await generate.sample(2));
  });

  it('names a state or network that does not fit the options', async () => {
    const mixture = generator(identity(), { components: 3 });
    await mixture.fit(data);
    const { weights: _, ...fewer } = mixture.state!;
    const second = generator(identity(), { sampler: 'two-stage', hidden: [8] });
    await second.fit(data, { epochs: 0 });
    const store = memoryStore();
    const spoilt = [
      [{ ...mixture, state: fewer }, "the state 'weights'"],
      [{ ...second, options: { ...second.options, hidden: [9] } }, "the network 'secondEncoder'"],
      [{ ...second, options: { ...second.options, hidden: [8, 8] } }, "the network 'secondEncoder'"],
      [{ ...second, state: {} }, "the state 'shift'"],
    ] as const;
    for (const [saved, message] of spoilt) {
      await save(saved as typeof mixture, store);
      await expectNoLeak(async () => {
        await expect(loadGenerator(store, factories)).rejects.toThrow(ModelFormatError);
      });
      await expect(loadGenerator(store, factories)).rejects.toThrow(message);
    }
  });
});
