import { useBackend } from '@autoencoders/backend';
import { arrayDataset } from '@autoencoders/data';
import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { noise, shuffledColumns, upsideDown } from './odd-things.js';

const rows = (count: number) => Array.from({ length: count }, (_, row) => row);

test('turns pictures by half a circle and leaves their colours', () => {
  const x = Float32Array.from({ length: 2 * 2 * 3 * 3 }, (_, at) => at / 100);
  const data = arrayDataset({ x, shape: [2, 3, 3] });
  const turned = tf.reverse(tf.tensor4d(x, [2, 2, 3, 3]), [1, 2]).dataSync();
  expect([...upsideDown(data).values(rows(2))]).toEqual([...turned]);
});

test('shuffles each column by itself', () => {
  const x = Float32Array.from({ length: 50 * 2 }, (_, at) => at);
  const shuffled = shuffledColumns(arrayDataset({ x, shape: [2] })).values(rows(50));
  const column = (values: Float32Array, k: number) => [...values].filter((_, at) => at % 2 === k);
  for (const k of [0, 1]) {
    expect(column(shuffled, k)).not.toEqual(column(x, k));
    expect(column(shuffled, k).sort((a, b) => a - b)).toEqual(column(x, k));
  }
  expect(column(shuffled, 0).map((value) => value + 1)).not.toEqual(column(shuffled, 1));
});

test('draws noise of the shape asked for, from [0, 1), and frees it', async () => {
  await useBackend('cpu');
  const before = tf.memory().numTensors;
  const data = await noise([4, 4, 1], 100);
  expect(tf.memory().numTensors).toBe(before);
  const values = data.values(rows(100));
  expect(data.shape).toEqual([4, 4, 1]);
  expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...values)).toBeLessThan(1);
  expect(values.reduce((sum, value) => sum + value, 0) / values.length).toBeCloseTo(0.5, 1);
});
