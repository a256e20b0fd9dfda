import { useBackend } from '@autoencoders/core';
import { arrayDataset, type Batch, type Dataset, disposeBatch } from '@autoencoders/data';
import { expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { originalsOf, withOriginals } from './with-originals.js';

beforeAll(() => useBackend('cpu'));

const data = arrayDataset({ x: [[1], [2], [3], [4], [5]], y: Int32Array.of(0, 1, 0, 1, 0) });

/** Ten times the examples. */
const seen: Dataset = {
  shape: data.shape,
  size: data.size,
  async *batches(options) {
    for await (const { x, y } of data.batches(options)) {
      const tenfold = tf.mul(x, 10);
      x.dispose();
      yield { x: tenfold, ...(y ? { y } : {}) };
    }
  },
};

const values = ({ x, y }: Batch) => [[...x.dataSync()], [...y!.dataSync()]];

it('each example seen has the one that it was made of beside it, wherever shuffling takes it', async () => {
  await expectNoLeak(async () => {
    const originals: number[] = [];
    const walk = { batchSize: 2, shuffle: { seed: 3, epoch: 1 } };
    for await (const batch of withOriginals(seen, data).batches(walk)) {
      const [x, y] = values(batch);
      expect(x).toEqual(y!.map((value) => 10 * value));
      expect(originalsOf(batch)).toBe(batch.y);
      originals.push(...y!);
      disposeBatch(batch);
    }
    expect(originals.sort()).toEqual([1, 2, 3, 4, 5]);
    expect(originals.length).toBe(5);
  });
});

it('leaves no tensor when no more batches are wanted', async () => {
  await expectNoLeak(async () => {
    for await (const batch of withOriginals(seen, data).batches({ batchSize: 2 })) {
      disposeBatch(batch);
      break;
    }
  });
});

it('labels are no originals', async () => {
  for await (const batch of data.batches({ batchSize: 5 })) {
    expect(originalsOf(batch)).toBe(batch.x);
    disposeBatch(batch);
  }
});
