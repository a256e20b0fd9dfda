import {
  type Application,
  type Callback,
  checkpoint,
  evaluate,
  memoryCheckpoints,
  memoryStore,
  save,
} from '@autoencoders/core';
import { ModelFormatError } from '@autoencoders/errors';
import { expectNoLeak } from '@autoencoders/testing';
import { expect } from 'vitest';
import { weightsOf } from '../checks/examples.js';
import type { Demand } from '../describe-on-engines.js';
import { type ApplicationSubject, train, withApplication } from './subject.js';

const options = { epochs: 3, batchSize: 8, seed: 3 } as const;

/** What is saved comes back equal; what was interrupted goes on exactly; what is damaged is named. */
export const applicationPersistence: readonly Demand<ApplicationSubject>[] = [
  {
    title:
      'comes back from a store with equal outputs, figures and state, can be trained on, and leaves nothing',
    run: (subject) =>
      withApplication(subject, async (application) => {
        await train(subject, application, options);
        const store = memoryStore();
        await save(application, store);
        const expected = await resultOf(subject, application);
        await expectNoLeak(async () => {
          const load = () => subject.load(store);
          await withApplication({ create: load }, async (loaded) => {
            expect(loaded).toMatchObject({ kind: application.kind, options: application.options });
            expect(loaded.autoencoder.kind).toBe(application.autoencoder.kind);
            expect(await resultOf(subject, loaded)).toEqual(expected);
            await train(subject, loaded, { ...options, epochs: 1 });
          });
        });
      }),
  },
  {
    title: 'names what it cannot be loaded from: a file cut short, an autoencoder by itself',
    run: (subject) =>
      withApplication(subject, async (application) => {
        const store = memoryStore();
        await save(application, store);
        const files = new Map(await store.read());
        const paths = [...files.keys()].filter((name) => name.endsWith('.bin'));
        expect(paths.length).toBeGreaterThan(0);
        await expectNoLeak(async () => {
          for (const path of paths) {
            await store.write(new Map(files).set(path, files.get(path)!.slice(0, -4)));
            const damaged = subject.load(store);
            await expect(damaged).rejects.toThrow(ModelFormatError);
            await expect(damaged).rejects.toThrow(path.replace(/^autoencoder\//, ''));
          }
          await save(application.autoencoder, store);
          await expect(subject.load(store)).rejects.toThrow(ModelFormatError);
        });
      }),
  },
  {
    title: 'goes on from a checkpoint as if it had not been interrupted',
    exact: true,
    run: async (subject) => {
      const whole = await trained(subject, []);
      const store = memoryCheckpoints();
      const abort = new AbortController();
      const stop: Callback = { onStep: ({ step }) => (step === 4 ? abort.abort() : undefined) };
      await trained(subject, [checkpoint({ store }), stop], { signal: abort.signal });
      expect(await store.steps()).toEqual(expect.arrayContaining([4]));
      expect(await trained(subject, [checkpoint({ store })], { resume: store })).toEqual(whole);
    },
  },
];

/** Weights, state and terms of a training from the start. */
function trained(subject: ApplicationSubject, callbacks: readonly Callback[], more: object = {}) {
  return withApplication(subject, async (application) => {
    const { epochs } = await train(subject, application, { ...options, callbacks, ...more });
    return {
      weights: await weightsOf(application),
      terms: epochs.map(({ terms }) => terms),
    };
  });
}

async function resultOf(subject: ApplicationSubject, application: Application) {
  const data = (subject.judged ?? subject.data)();
  return {
    outcome: Array.from(await subject.outcome(application, data)),
    figures: await evaluate(application, data),
    weights: await weightsOf(application),
    state: Object.keys(application.state ?? {}),
  };
}
