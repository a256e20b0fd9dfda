import { fit, useBackend } from '@autoencoders/core';
import { type Dataset, digits } from '@autoencoders/data';
import { DataError, ShapeError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { sparseAutoencoder, unitActivity } from './index.js';
import { setLayers } from './testing/by-hand.js';
import { centredDigits } from './testing/centred-digits.js';

beforeAll(() => useBackend('cpu'));

/** Its code is its input, negative values excepted. */
function identity() {
  const model = sparseAutoencoder({ inputShape: [4], latentDim: 4 });
  const kernel = [0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => Number(i === j)));
  setLayers(model.networks.encoder, { 'encoder-code': { kernel, bias: [0, 0, 0, 0] } });
  return model;
}

const rows = [
  [0.5, -1, 0, 0.05],
  [0, -2, 0, 0.2],
  [2, 0, 0, 0],
  [0, 0, 0, 0.3],
  [0.25, -1, 0, 0],
];

describe('the activity of units', () => {
  it.each([1, 2, 256])('is counted over batches of %i', async (batchSize) => {
    const model = identity();
    const x = tf.tensor2d(rows);
    await expectNoLeak(async () => {
      const found = await unitActivity(model, x, { batchSize });
      expect(found.examples).toBe(5);
      expectAllClose(found.frequency, [3 / 5, 0, 0, 3 / 5]);
      expectAllClose(found.mean, [2.75 / 5, 0, 0, 0.55 / 5]);
      expect(found.dead).toEqual([1, 2]);
      expect(found.deadShare).toBe(0.5);
      expectAllClose([found.activePerExample], [6 / 5]);
    });
    x.dispose();
    model.dispose();
  });

  it('begins above a value that is given', async () => {
    const model = identity();
    const x = tf.tensor2d(rows);
    const found = await unitActivity(model, x, { above: 0.4, batchSize: 2 });
    expectAllClose(found.frequency, [2 / 5, 0, 0, 0]);
    expect(found.dead).toEqual([1, 2, 3]);
    expectAllClose([found.activePerExample, ...found.mean], [2 / 5, 2.75 / 5, 0, 0, 0.55 / 5]);
    x.dispose();
    model.dispose();
  });

  it('of nothing is an error, and so is that of other data', async () => {
    const model = identity();
    const nothing: Dataset = { shape: [4], size: 0, async *batches() {} };
    await expect(unitActivity(model, nothing)).rejects.toThrow(DataError);
    await expect(unitActivity(model, nothing)).rejects.toThrow(/no examples: give at least one/);
    const empty = tf.zeros([0, 4]);
    await expect(unitActivity(model, empty)).rejects.toThrow(DataError);
    await expect(unitActivity(model, digits())).rejects.toThrow(ShapeError);
    empty.dispose();
    model.dispose();
  });
});

describe('on the digits', () => {
  beforeAll(() => useBackend('wasm'));

  it('a top-k code has exactly k units active, trained or not, of all of them', async () => {
    const model = sparseAutoencoder({ inputShape: [8, 8, 1], latentDim: 96, sparsity: 'topK', k: 5 });
    const before = await unitActivity(model, digits());
    await fit(model, digits(), { epochs: 3, batchSize: 64 });
    const after = await unitActivity(model, digits());
    for (const { activePerExample } of [before, after]) expect(activePerExample).toBe(5);
    model.dispose();
  });

  it('most units are out of reach of inputs far from 0 before training, and few of the same less their mean', async () => {
    const options = { inputShape: [8, 8, 1], latentDim: 512, sparsity: 'topK' as const, k: 8 };
    const model = sparseAutoencoder(options);
    const centred = await centredDigits();
    expect((await unitActivity(model, digits())).deadShare).toBeGreaterThan(0.6);
    expect((await unitActivity(model, centred)).deadShare).toBeLessThan(0.05);
    centred.dispose();
    model.dispose();
  });

  it('the larger the weight of an L1 norm, the fewer units are active', async () => {
    const active: number[] = [];
    for (const weight of [0, 0.1, 1]) {
      const model = sparseAutoencoder({ inputShape: [8, 8, 1], latentDim: 32, weight, deadAfter: 20_000 });
      await fit(model, digits(), { epochs: 10, batchSize: 64, learningRate: 3e-3 });
      active.push((await unitActivity(model, digits())).activePerExample);
      model.dispose();
    }
    expect(active[1]).toBeLessThan(0.8 * active[0]!);
    expect(active[2]).toBeLessThan(0.8 * active[1]!);
  });
});
