import { ModelFormatError } from '@autoencoders/errors';
import { expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkpoint } from '../callbacks/checkpoint.js';
import { memoryCheckpoints } from '../checkpoints/checkpoint-store.js';
import { fit, load, memoryStore, save, useBackend } from '../index.js';
import { watchedAutoencoder } from '../testing/watched.js';

beforeAll(() => useBackend('cpu'));

const inputShape = [5];
const examples = () => tf.tensor2d(testValues(5 * 20, 0, 1), [20, 5]);
const options = { epochs: 2, batchSize: 8, seed: 5, shuffle: false } as const;
const values = (model: ReturnType<typeof watchedAutoencoder>) => [...model.state!.mean!.dataSync()];

describe("a model's state", () => {
  it('is given its value once an update is made, and neither in validation nor before the first step', async () => {
    const model = watchedAutoencoder({ inputShape });
    const x = examples();
    const seen: number[][] = [];
    await expectNoLeak(() =>
      fit(model, x, {
        ...options,
        validation: x,
        callbacks: [
          { onTrainBegin: () => void seen.push(values(model)), onStep: () => void seen.push(values(model)) },
        ],
      }),
    );
    // Nothing before, then the mean of each batch: the last one's, of 4 examples, stays through validation.
    expect(seen[0]).toEqual([0, 0, 0, 0, 0]);
    const meanOf = (from: number, count: number) => [
      ...tf.tidy(() => tf.mean(tf.slice(x, from, count), 0).dataSync()),
    ];
    expect(seen.slice(1, 4)).toEqual([meanOf(0, 8), meanOf(8, 8), meanOf(16, 4)]);
    expect(values(model)).toEqual(meanOf(16, 4));
    tf.dispose(x);
    model.dispose();
  });

  it('is saved with the model, and freed with it', async () => {
    const x = examples();
    await expectNoLeak(async () => {
      const model = watchedAutoencoder({ inputShape });
      await fit(model, x, options);
      const store = memoryStore();
      await save(model, store);
      const loaded = await load(store, [watchedAutoencoder]);
      expect(values(loaded)).toEqual(values(model));
      loaded.dispose();
      model.dispose();
    });
    x.dispose();
  });

  it('that does not fit is named', async () => {
    const model = watchedAutoencoder({ inputShape });
    const store = memoryStore();
    await save(model, store);
    const files = new Map(await store.read());
    files.set('state.bin', files.get('state.bin')!.slice(4));
    await store.write(files);
    await expect(load(store, [watchedAutoencoder])).rejects.toThrow(ModelFormatError);
    await expect(load(store, [watchedAutoencoder])).rejects.toThrow('state.bin');
    model.dispose();
  });

  it('goes on from a checkpoint', async () => {
    const x = examples();
    const store = memoryCheckpoints();
    const first = watchedAutoencoder({ inputShape });
    await fit(first, x, { ...options, callbacks: [checkpoint({ store })] });
    const second = watchedAutoencoder({ inputShape });
    await fit(second, x, { ...options, resume: store });
    expect(values(second)).toEqual(values(first));
    tf.dispose(x);
    for (const model of [first, second]) model.dispose();
  });
});

describe("a model's own callbacks", () => {
  it('watch over every training, before those of the caller', async () => {
    const x = examples();
    const heard: string[] = [];
    const model = watchedAutoencoder({
      inputShape,
      heard: (epoch: number) => void heard.push(`own ${epoch}`),
    });
    await fit(model, x, {
      ...options,
      callbacks: [{ onEpochEnd: ({ epoch }) => void heard.push(`caller ${epoch}`) }],
    });
    expect(heard).toEqual(['own 1', 'caller 1', 'own 2', 'caller 2']);
    tf.dispose(x);
    model.dispose();
  });
});
