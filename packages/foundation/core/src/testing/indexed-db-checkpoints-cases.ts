import { arrayDataset } from '@autoencoders/data';
import { StorageError } from '@autoencoders/errors';
import { expectNoLeak, testValues } from '@autoencoders/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stateFile } from '../checkpoints/is-whole.js';
import { checkpoint, type Files, type FitOptions, fit, indexedDbCheckpoints, jsonBytes } from '../index.js';
import { fileRecords } from '../saving/manifest.js';
import { forgetDatabase } from './indexed-db.js';
import { tinyAutoencoder } from './tiny.js';

/** A whole checkpoint that tells itself from others. */
export function wholeFiles(step: number, length = 3): Files {
  const files = new Map([['tensors.bin', new Uint8Array(length).fill(step)]]);
  return new Map([[stateFile, jsonBytes({ files: fileRecords(files) })], ...files]);
}

function damaged(step: number): Files {
  return new Map([...wholeFiles(step), ['tensors.bin', Uint8Array.of(step)]]);
}

/** The tests of `indexedDbCheckpoints`, for the IndexedDB there is. */
export function describeIndexedDbCheckpoints(): void {
  describe('indexedDbCheckpoints', () => {
    beforeEach(forgetDatabase);
    afterEach(forgetDatabase);

    it('has none to begin with', async () => {
      const store = indexedDbCheckpoints('run');
      expect(await store.newest()).toBeUndefined();
      expect(await store.steps()).toEqual([]);
      await store.clear();
    });

    it('keeps the newest few, whoever asks by that name', async () => {
      const store = indexedDbCheckpoints('run');
      for (const step of [5, 50, 100, 1000]) await store.add(step, wholeFiles(step), 2);
      const again = indexedDbCheckpoints('run');
      expect(await again.steps()).toEqual([100, 1000]);
      expect(await again.newest()).toEqual(wholeFiles(1000));
      await again.add(1000, wholeFiles(7), 2);
      expect(await again.steps()).toEqual([100, 1000]);
      expect(await again.newest()).toEqual(wholeFiles(7));
      await again.add(1001, wholeFiles(8), 1);
      expect(await again.steps()).toEqual([1001]);
    });

    it('drops those of later steps', async () => {
      const store = indexedDbCheckpoints('run');
      for (const step of [10, 20, 30]) await store.add(step, wholeFiles(step), 3);
      await store.add(15, wholeFiles(15), 3);
      expect(await store.steps()).toEqual([10, 15]);
      expect(await store.newest()).toEqual(wholeFiles(15));
    });

    it('keeps names apart, such as begin alike too, and clears one', async () => {
      const names = ['run', 'run2', 'ru', '', 'run,1'];
      for (const [index, name] of names.entries()) {
        await indexedDbCheckpoints(name).add(index + 1, wholeFiles(index + 1), 1);
      }
      await indexedDbCheckpoints('run').clear();
      expect(await indexedDbCheckpoints('run').newest()).toBeUndefined();
      for (const [index, name] of names.entries()) {
        expect(await indexedDbCheckpoints(name).steps()).toEqual(name === 'run' ? [] : [index + 1]);
      }
    });

    it('falls back to an older one when the newest is damaged', async () => {
      const store = indexedDbCheckpoints('run');
      await store.add(1, wholeFiles(1), 3);
      await store.add(2, wholeFiles(2), 3);
      await store.add(3, damaged(3), 3);
      expect(await store.newest()).toEqual(wholeFiles(2));
      await store.clear();
      // Alone, it is given all the same: whoever resumes says what is wrong with it.
      await store.add(3, damaged(3), 3);
      expect(await store.newest()).toEqual(damaged(3));
    });

    it('leaves everything as it was when adding fails', async () => {
      const store = indexedDbCheckpoints('run');
      for (const step of [10, 20, 30]) await store.add(step, wholeFiles(step), 3);
      const bad = new Map([[stateFile, Symbol('no bytes') as never]]);
      await expect(store.add(25, bad, 1)).rejects.toThrow(StorageError);
      expect(await store.steps()).toEqual([10, 20, 30]);
      expect(await store.newest()).toEqual(wholeFiles(30));
    });

    it('an interrupted training goes on from it to the same bits', async () => {
      const whole = await train({});
      for (const step of [1, 5, 8]) {
        const store = indexedDbCheckpoints(`run ${step}`);
        const stop = new AbortController();
        const interrupt = {
          onStep: (run: { step: number }) => (run.step === step ? stop.abort() : undefined),
        };
        await expectNoLeak(async () => {
          await train({ callbacks: [checkpoint({ store, everySteps: 3 }), interrupt], signal: stop.signal });
          expect((await store.steps()).at(-1)).toBe(step);
          expect(await train({ resume: indexedDbCheckpoints(`run ${step}`) })).toEqual(whole);
        });
      }
    });
  });
}

/** Trains a fresh model and returns the bits of its weights. */
async function train(options: Partial<FitOptions>): Promise<Uint8Array[]> {
  const model = tinyAutoencoder({ inputShape: [5] });
  const data = arrayDataset({ x: testValues(5 * 37, 0, 1), shape: [5] });
  // Adam's moments and the noise of the code must go on too.
  await fit(model, data, { epochs: 2, batchSize: 8, seed: 5, learningRate: 0.01, ...options });
  const weights = Object.values(model.networks).flatMap((network) => network.getWeights());
  const bits = weights.map((weight) => new Uint8Array(Float32Array.from(weight.dataSync()).buffer));
  model.dispose();
  return bits;
}
