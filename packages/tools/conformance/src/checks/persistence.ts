import {
  type Autoencoder,
  type Callback,
  checkpoint,
  fit,
  load,
  memoryCheckpoints,
  memoryStore,
  save,
} from '@autoencoders/core';
import { ModelFormatError } from '@autoencoders/errors';
import { expect, it } from 'vitest';
import type { Subject } from '../describe-autoencoder.js';
import { dataOf, tensorOf, weightsOf, withModel } from './examples.js';

/** What is saved comes back equal; what was interrupted goes on exactly; what is damaged is named. */
export function persistence(subject: Subject, exact: boolean): void {
  const options = { epochs: 3, batchSize: 8, seed: 3 } as const;

  it('comes back from a store with equal outputs', async () => {
    await withModel(subject, async (model) => {
      await fit(model, dataOf(subject, model), options);
      const store = memoryStore();
      await save(model, store);
      const loaded = await load(store, [subject.factory]);
      expect(loaded).toMatchObject({ kind: model.kind, options: model.options });
      expect(await outputs(subject, loaded)).toEqual(await outputs(subject, model));
      loaded.dispose();
    });
  });

  it('names a file that is cut short', async () => {
    await withModel(subject, async (model) => {
      const store = memoryStore();
      await save(model, store);
      const files = new Map(await store.read());
      const path = [...files.keys()].find((name) => name.endsWith('weights.bin'))!;
      await store.write(files.set(path, files.get(path)!.slice(0, -4)));
      const loading = load(store, [subject.factory]);
      await expect(loading).rejects.toThrow(ModelFormatError);
      await expect(loading).rejects.toThrow(path);
    });
  });

  it.runIf(exact)('goes on from a checkpoint as if it had not been interrupted', async () => {
    const whole = await withModel(subject, async (model) => {
      await fit(model, dataOf(subject, model), options);
      return weightsOf(model);
    });
    const store = memoryCheckpoints();
    await withModel(subject, async (model) => {
      const abort = new AbortController();
      const stop: Callback = { onStep: ({ step }) => (step === 4 ? abort.abort() : undefined) };
      const callbacks = [checkpoint({ store }), stop];
      await fit(model, dataOf(subject, model), { ...options, callbacks, signal: abort.signal });
    });
    const resumed = await withModel(subject, async (model) => {
      await fit(model, dataOf(subject, model), {
        ...options,
        callbacks: [checkpoint({ store })],
        resume: store,
      });
      return weightsOf(model);
    });
    expect(resumed).toEqual(whole);
  });
}

async function outputs(subject: Subject, model: Autoencoder): Promise<number[]> {
  const x = tensorOf(subject, model);
  const y = model.reconstruct(x);
  const values = [...(await y.data())];
  x.dispose();
  y.dispose();
  return values;
}
