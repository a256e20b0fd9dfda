import { checkpoint, fit, load, memoryCheckpoints, memoryStore, save, useBackend } from '@autoencoders/core';
import type { PenaltyInputs } from '@autoencoders/losses';
import { expectAllClose, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { sparseAutoencoder } from './index.js';
import { deadUnitWarning, unitWatch } from './unit-watch.js';

beforeAll(() => useBackend('cpu'));
afterEach(() => vi.restoreAllMocks());

const terms = (values: Record<string, number>) => ({
  epoch: 3,
  step: 30,
  seconds: 1,
  learningRate: 1e-3,
  terms: values,
});
const run = undefined as never;

describe('a watch', () => {
  /** Shows a watch codes, one batch after another: its terms, and how long each unit has been idle. */
  function shown(batches: number[][][], codeActivation = 'relu') {
    const watch = unitWatch(batches[0]![0]!.length, codeActivation, 4);
    const seen = batches.map((code) =>
      tf.tidy(() => {
        const inputs = {
          code: tf.tensor2d(code),
          remember: (variable: tf.Variable, value: tf.Tensor) => variable.assign(value),
        } as unknown as PenaltyInputs;
        const [activeUnits, deadUnits] = watch.terms.map((term) => term.evaluate(inputs).dataSync()[0]!);
        return {
          activeUnits,
          deadUnits,
          idle: [...watch.idle.dataSync()],
          dead: [...watch.dead().dataSync()],
        };
      }),
    );
    watch.idle.dispose();
    return seen;
  }

  it('counts the examples since each unit was active, and tells which are dead', () => {
    const found = shown([
      [
        [0.5, 0, 0, 0],
        [0.1, 0, 2, 0],
      ],
      [
        [0, 0, 1, 0],
        [0, 3, 0, 0],
        [0, 0, 0, 0],
      ],
      [[0, 0, 0, 0]],
    ]);
    expect(found.map(({ idle }) => idle)).toEqual([
      [0, 2, 0, 2],
      [3, 0, 0, 5],
      [4, 1, 1, 6],
    ]);
    // Dead is who has been idle for more than 4 examples.
    expect(found.map(({ dead }) => dead)).toEqual([
      [0, 0, 0, 0],
      [0, 0, 0, 1],
      [0, 0, 0, 1],
    ]);
    expect(found.map(({ deadUnits }) => deadUnits)).toEqual([0, 0.25, 0.25]);
    expectAllClose(
      found.map(({ activeUnits }) => activeUnits!),
      [1.5, 2 / 3, 0],
    );
  });

  it('counts a sigmoid as active from 0.1 on', () => {
    const [first] = shown([[[0.09, 0.2, 0.999]]], 'sigmoid');
    expect(first!.idle).toEqual([1, 0, 0]);
    expect(first!.activeUnits).toBe(2);
  });
});

describe('how long units have been idle', () => {
  const examples = () => tf.tensor2d(testValues(6 * 20, 0, 1), [20, 6]);
  const options = { epochs: 2, batchSize: 8, seed: 5 } as const;

  /** Of its five units one can never be active. */
  function create() {
    const model = sparseAutoencoder({ inputShape: [6], latentDim: 5, deadAfter: 30 });
    const bias = model.networks.encoder.getLayer('encoder-code').weights[1]!.read() as tf.Variable;
    tf.tidy(() => bias.assign(tf.tensor1d([0, 0, -100, 0, 0])));
    return model;
  }
  const idle = (model: ReturnType<typeof create>) => [...model.state!.idle!.dataSync()];

  it('is counted by training, and not by validation', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const x = examples();
    const model = create();
    const history = await fit(model, x, { ...options, validation: x });
    expect(idle(model)[2]).toBe(40);
    // Of the second epoch, the units dead in each of its steps of 8, 8 and 4 examples: none after 28, one then.
    expectAllClose([history.epochs[0]!.terms['reconstruction/deadUnits']!], [0]);
    expectAllClose([history.epochs[1]!.terms['reconstruction/deadUnits']!], [(0.2 * 12) / 20]);
    x.dispose();
    model.dispose();
  });

  it('is saved with the model', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const x = examples();
    const model = create();
    await fit(model, x, options);
    const store = memoryStore();
    await save(model, store);
    const loaded = await load(store, [sparseAutoencoder]);
    expect(idle(loaded)).toEqual(idle(model));
    expect(idle(loaded)[2]).toBe(40);
    x.dispose();
    for (const each of [model, loaded]) each.dispose();
  });

  it('goes on from a checkpoint where it was', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const x = examples();
    const store = memoryCheckpoints();
    const [whole, first, second] = [create(), create(), create()];
    await fit(whole, x, options);
    await fit(first, x, { ...options, epochs: 1, callbacks: [checkpoint({ store })] });
    await fit(second, x, { ...options, resume: store });
    expect(idle(first)[2]).toBe(20);
    expect(idle(second)).toEqual(idle(whole));
    x.dispose();
    for (const model of [whole, first, second]) model.dispose();
  });
});

describe('the warning', () => {
  it('says once in a training how many units are dead, since when, and what to do', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const callback = deadUnitWarning(500, "Raise 'k'.");
    await callback.onTrainBegin!(run);
    await callback.onEpochEnd!(terms({ 'reconstruction/deadUnits': 0.1 }), run);
    expect(warn).not.toHaveBeenCalled();
    await callback.onEpochEnd!(terms({ 'reconstruction/deadUnits': 0.234 }), run);
    await callback.onEpochEnd!(terms({ 'reconstruction/deadUnits': 0.9 }), run);
    expect(warn.mock.calls).toEqual([
      ["23 % of the code's units were dead in epoch 3: not active for 500 examples. Raise 'k'."],
    ]);
    await callback.onTrainBegin!(run);
    await callback.onEpochEnd!(terms({ 'reconstruction/deadUnits': 0.11 }), run);
    expect(warn).toHaveBeenCalledTimes(2);
  });

  it.each([
    [{ sparsity: 'topK', k: 1 } as const, /Raise 'k' or 'auxiliaryWeight', or train longer/],
    [
      { sparsity: 'l1' } as const,
      /Lower 'weight' or the learning rate, or use sparsity 'topK', which revives them/,
    ],
  ])('comes with a model, %o', async (options, remedy) => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const x = tf.tensor2d(testValues(6 * 20, 0, 1), [20, 6]);
    const model = sparseAutoencoder({ inputShape: [6], latentDim: 4, deadAfter: 10, ...options });
    const bias = model.networks.encoder.getLayer('encoder-code').weights[1]!.read() as tf.Variable;
    tf.tidy(() => bias.assign(tf.tensor1d([5, 0, -100, -100])));
    await fit(model, x, { epochs: 3, batchSize: 10 });
    expect(warn).toHaveBeenCalledTimes(1);
    expect(warn.mock.calls[0]![0]).toMatch(/dead in epoch [12]: not active for 10 examples/);
    expect(warn.mock.calls[0]![0]).toMatch(remedy);
    x.dispose();
    model.dispose();
  });
});
