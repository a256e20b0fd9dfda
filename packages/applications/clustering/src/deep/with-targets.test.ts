import { arrayDataset, type BatchOptions, disposeBatch, tensorDataset } from '@autoencoders/data';
import { expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { withTargets } from './with-targets.js';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const rows = Array.from({ length: 10 }, (_, i) => [i]);
const table = {
  values: Float32Array.from({ length: 20 }, (_, i) => Math.floor(i / 2) * (i % 2 ? 10 : 1)),
  shape: [10, 2],
};

describe.each([
  ['an array', () => arrayDataset({ x: rows, y: rows.map(([i]) => i!) })],
  ['a tensor', () => tensorDataset(tf.tensor2d(rows))],
])('over %s', (_name, make) => {
  const data = make();

  it.each<[string, BatchOptions]>([
    ['in order', { batchSize: 3 }],
    ['shuffled', { batchSize: 3, shuffle: { seed: 4, epoch: 2 } }],
    ['gone on with', { batchSize: 3, shuffle: { seed: 4, epoch: 2 }, skip: 2 }],
  ])('each example has its row, %s', async (_order, options) => {
    let seen = 0;
    await expectNoLeak(async () => {
      for await (const batch of withTargets(data, 2, () => table).batches(options)) {
        const x = [...batch.x.dataSync()];
        expect([...batch.y!.dataSync()]).toEqual(x.flatMap((i) => [i, 10 * i]));
        seen += x.length;
        disposeBatch(batch);
      }
    });
    expect(seen).toBe(options.skip ? 4 : 10);
  });
});

it('takes the table as it is when a batch is made; before there is one, uniform rows', async () => {
  let current: typeof table | undefined;
  const found: number[] = [];
  for await (const batch of withTargets(arrayDataset({ x: rows }), 2, () => current).batches({
    batchSize: 4,
  })) {
    found.push(batch.y!.dataSync()[1]!);
    disposeBatch(batch);
    current = table;
  }
  expect(found).toEqual([0.5, 40, 80]);
});
