import { DataError, OptionError, ShapeError } from '@autoencoders/errors';
import { expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  arrayDataset,
  type BatchOptions,
  type Dataset,
  disposeBatch,
  semiSupervised,
  streamDataset,
  tensorDataset,
} from './index.js';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** Labelled examples are 0, 1, 2, … with ten times that as labels; unlabelled ones 100, 101, … */
const numbers = (count: number, from = 0) => Array.from({ length: count }, (_, i) => [from + i]);
const few = (count = 5) =>
  arrayDataset({ x: numbers(count), y: Int32Array.from({ length: count }, (_, i) => 10 * i) });
const many = (count = 12) => arrayDataset({ x: numbers(count, 100) });

async function collect(data: Dataset, options: BatchOptions) {
  const batches: { x: number[]; y: number[] }[] = [];
  for await (const batch of data.batches(options)) {
    batches.push({ x: [...batch.x.dataSync()], y: [...batch.y!.dataSync()] });
    disposeBatch(batch);
  }
  return batches;
}

/** The labelled part of each batch, one after another. */
const labelledOf = (batches: Awaited<ReturnType<typeof collect>>) =>
  batches.flatMap(({ x }) => x.filter((value) => value < 100));

describe('few labelled examples beside many without labels', () => {
  it('come in the share asked for, repeated, with -1 for what has no label', async () => {
    await expectNoLeak(async () => {
      expect(await collect(semiSupervised(few(), many(7)), { batchSize: 4 })).toEqual([
        { x: [0, 1, 100, 101], y: [0, 10, -1, -1] },
        { x: [2, 3, 102, 103], y: [20, 30, -1, -1] },
        { x: [4, 0, 104, 105], y: [40, 0, -1, -1] },
        { x: [1, 106], y: [10, -1] },
      ]);
    });
  });

  it.each([
    [0.25, 8, 2],
    [0.7, 10, 7],
    [0.001, 8, 1],
    [0.999, 8, 7],
  ])('a share of %d of %d rows is %d', async (labelledShare, batchSize, expected) => {
    const [first] = await collect(semiSupervised(few(), many(), { labelledShare }), { batchSize });
    expect(first!.y.filter((label) => label >= 0)).toHaveLength(expected);
    expect(first!.y).toHaveLength(batchSize);
  });

  it('are one pass over the unlabelled data, and each labelled pass has every example in another order', async () => {
    const data = semiSupervised(few(4), many(40));
    expect(data.size).toBe(80);
    const epoch = (number: number) => collect(data, { batchSize: 8, shuffle: { seed: 3, epoch: number } });
    const batches = await epoch(0);
    const others = batches.flatMap(({ x }) => x.filter((value) => value >= 100));
    expect(others.sort((a, b) => a - b)).toEqual(numbers(40, 100).flat());
    const passes = batches.map(({ x }) => x.slice(0, 4));
    for (const pass of passes) expect([...pass].sort()).toEqual([0, 1, 2, 3]);
    expect(new Set(passes.map(String)).size).toBeGreaterThan(4);
    for (const { x, y } of batches) expect(y.slice(0, 4)).toEqual(x.slice(0, 4).map((value) => 10 * value));
    expect(await epoch(0)).toEqual(batches);
    expect(labelledOf(await epoch(1))).not.toEqual(labelledOf(batches));
  });

  it.each([
    ['arrays', () => few()],
    ['tensors', () => tensorDataset(tf.tensor2d(numbers(5)), tf.tensor1d([0, 10, 20, 30, 40], 'int32'))],
    [
      'a stream that has not told its size',
      () =>
        streamDataset(() => numbers(5).map((x, i) => ({ x, y: 10 * i })), { shape: [1], shuffleBuffer: 3 }),
    ],
  ])('skip batches as if they had been taken: %s', async (_name, labelled) => {
    const data = semiSupervised(labelled(), many(20), { labelledShare: 0.6 });
    for (const shuffle of [undefined, { seed: 5, epoch: 2 }]) {
      const options = { batchSize: 5, ...(shuffle ? { shuffle } : {}) };
      const all = await collect(data, options);
      expect(all).toHaveLength(10);
      for (const skip of [1, 2, 5, 9, 10]) {
        expect(await collect(data, { ...options, skip })).toEqual(all.slice(skip));
      }
    }
  });

  it('leave nothing when a walk is broken off', async () => {
    await expectNoLeak(async () => {
      // Two of three rows are taken, the third is held.
      for await (const batch of semiSupervised(few(3), many()).batches({ batchSize: 4, skip: 1 })) {
        disposeBatch(batch);
        break;
      }
    });
  });

  it('are refused where they do not fit together, leaving nothing', async () => {
    const wide = arrayDataset({ x: [[1, 2]] });
    expect(() => semiSupervised(few(), wide)).toThrow(ShapeError);
    expect(() => semiSupervised(few(), wide)).toThrow('shape [1], unlabelled ones [2]');
    for (const labelledShare of [0, 1, Number.NaN]) {
      expect(() => semiSupervised(few(), many(), { labelledShare })).toThrow(OptionError);
    }
    await expectNoLeak(async () => {
      const walk = (data: Dataset, batchSize = 4) => collect(data, { batchSize });
      await expect(walk(semiSupervised(few(), many()), 1)).rejects.toThrow('batchSize is 1');
      await expect(walk(semiSupervised(many(), many()))).rejects.toThrow(DataError);
      await expect(walk(semiSupervised(many(), many()))).rejects.toThrow('no labels');
      const targets = arrayDataset({ x: [[1]], y: [1, 2], targetShape: [2] });
      await expect(walk(semiSupervised(targets, many()))).rejects.toThrow('labels of shape [2, 2]');
      const empty = streamDataset(() => [], { shape: [1] });
      await expect(walk(semiSupervised(empty, many()))).rejects.toThrow('no examples');
    });
  });
});
