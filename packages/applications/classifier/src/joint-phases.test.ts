import { type Autoencoder, type Callback, evaluate, fit, type Phase, useBackend } from '@autoencoders/core';
import { digits, split } from '@autoencoders/data';
import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { classifier, semiSupervised } from './index.js';

beforeAll(() => useBackend('wasm'));

const [all, test] = split(digits(), 0.3, { seed: 1 });
const first = (count: number) => all.subset(Uint32Array.from({ length: count }, (_, row) => row));
const create = () => undercompleteAutoencoder({ inputShape: [8, 8, 1], latentDim: 16, hidden: [] });

describe('joint training', () => {
  it('learns from rows without a label to reconstruct, which few labelled ones do not teach', async () => {
    const results: Record<string, number>[] = [];
    for (const data of [first(40), semiSupervised(first(40), all, { labelledShare: 0.25 })]) {
      const model = create();
      const mine = classifier(model, { classes: 10, mode: 'joint' });
      const epochs = data.size! > 100 ? 3 : 120;
      await fit(mine, data, { epochs, batchSize: 40, learningRate: 3e-3, seed: 1 });
      results.push({ ...(await evaluate(model, test)), ...(await evaluate(mine, test)) });
      mine.dispose();
      model.dispose();
    }
    const [few, many] = results;
    expect(many!.squaredError).toBeLessThan(0.8 * few!.squaredError!);
    expect(many!.error).toBeLessThan(0.7);
  });

  it('keeps what the phase of an autoencoder does beside its loss: afterStep, repeat, state, callbacks', async () => {
    const seen: string[] = [];
    const heard: number[] = [];
    const model = create();
    const own: Phase = model.phases[0]!;
    const count = tf.variable(tf.scalar(0), false);
    const callback: Callback = {
      onEpochEnd: ({ terms }) => void heard.push(terms['reconstruction/squaredError']!),
      onProgress: ({ terms }) => void heard.push(terms['reconstruction/squaredError']!),
    };
    const watched: Autoencoder = {
      ...model,
      state: { count },
      callbacks: [callback],
      phases: [
        {
          ...own,
          repeat: 2,
          loss: (batch, step) => {
            step.remember?.(count, tf.add(count, 1));
            return own.loss(batch, step);
          },
          afterStep: () => void seen.push('after'),
        },
      ],
    };
    const mine = classifier(watched, { classes: 10, mode: 'joint' });
    const { steps } = await fit(mine, first(100), { epochs: 1, batchSize: 50 });
    expect([...count.dataSync()]).toEqual([2 * steps]);
    expect(mine.state!['autoencoder/count']).toBe(count);
    expect(seen).toHaveLength(2 * steps);
    expect(heard.length).toBeGreaterThan(1);
    expect(heard.every(Number.isFinite)).toBe(true);
    for (const made of [mine, model, count]) made.dispose();
  });

  it('lets several phases stand beside the classification', async () => {
    const model = create();
    const own: Phase = model.phases[0]!;
    const two: Autoencoder = { ...model, phases: [own, { ...own, name: 'again' }] };
    const mine = classifier(two, { classes: 10, mode: 'joint' });
    expect(mine.phases.map(({ name }) => name)).toEqual(['classification', 'reconstruction', 'again']);
    const { epochs } = await fit(mine, first(100), { epochs: 1, learningRate: { again: 1e-4 } });
    expect(Object.keys(epochs[0]!.terms)).toEqual([
      'classification/loss',
      'classification/labelled',
      'reconstruction/loss',
      'reconstruction/squaredError',
      'again/loss',
      'again/squaredError',
    ]);
    mine.dispose();
    model.dispose();
  });
});
