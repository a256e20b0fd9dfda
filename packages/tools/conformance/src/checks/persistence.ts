import {
  type Autoencoder,
  type Callback,
  checkpoint,
  evaluate,
  fit,
  type History,
  load,
  memoryCheckpoints,
  memoryStore,
  reconstruct,
  save,
} from '@autoencoders/core';
import { ModelFormatError } from '@autoencoders/errors';
import { expect } from 'vitest';
import type { Check, Subject } from '../subject.js';
import { dataOf, weightsOf, withModel } from './examples.js';

const options = { epochs: 3, batchSize: 8, seed: 3 } as const;

/** What is saved comes back equal; what was interrupted goes on exactly; what is damaged is named. */
export const persistence: readonly Check[] = [
  {
    title: 'comes back from a store with equal outputs and figures',
    run: (subject) =>
      withModel(subject, async (model) => {
        await fit(model, dataOf(subject, model), options);
        const store = memoryStore();
        await save(model, store);
        const loaded = await load(store, [subject.factory]);
        expect(loaded).toMatchObject({ kind: model.kind, options: model.options });
        expect(await outcome(subject, loaded)).toEqual(await outcome(subject, model));
        loaded.dispose();
      }),
  },
  {
    title: 'names what it cannot be loaded from: a file cut short, an unknown kind',
    run: (subject) =>
      withModel(subject, async (model) => {
        const store = memoryStore();
        await save(model, store);
        const unknown = load(store, []);
        await expect(unknown).rejects.toThrow(ModelFormatError);
        await expect(unknown).rejects.toThrow(`'${model.kind}'`);
        const files = new Map(await store.read());
        const path = [...files.keys()].find((name) => name.endsWith('weights.bin'))!;
        await store.write(files.set(path, files.get(path)!.slice(0, -4)));
        const damaged = load(store, [subject.factory]);
        await expect(damaged).rejects.toThrow(ModelFormatError);
        await expect(damaged).rejects.toThrow(path);
      }),
  },
  {
    title: 'goes on from a checkpoint as if it had not been interrupted',
    exact: true,
    run: async (subject) => {
      const whole = await train(subject, []);
      const store = memoryCheckpoints();
      const abort = new AbortController();
      const stop: Callback = { onStep: ({ step }) => (step === 4 ? abort.abort() : undefined) };
      await train(subject, [checkpoint({ store }), stop], { signal: abort.signal });
      expect(await store.steps()).toEqual(expect.arrayContaining([4]));
      expect(await train(subject, [checkpoint({ store })], { resume: store })).toEqual(whole);
    },
  },
];

/** Weights, state and terms of a training from the start. */
function train(subject: Subject, callbacks: readonly Callback[], more: object = {}) {
  return withModel(subject, async (model) => {
    const { epochs }: History = await fit(model, dataOf(subject, model), { ...options, callbacks, ...more });
    return { weights: await weightsOf(model), terms: epochs.map(({ terms }) => terms) };
  });
}

async function outcome(subject: Subject, model: Autoencoder) {
  const data = dataOf(subject, model);
  const { values } = await reconstruct(model, data);
  const state = await Promise.all(
    Object.entries(model.state ?? {}).map(async ([name, variable]) => [name, [...(await variable.data())]]),
  );
  return { reconstruction: [...values], figures: await evaluate(model, data), state };
}
