import { useBackend } from '@autoencoders/backend';
import { expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { topK } from './index.js';
import { topKReference } from './testing/top-k-reference.js';

beforeAll(async () => {
  await useBackend('webgpu');
  // Small tensors too go to the device, whose kernels are tested.
  tf.env().set('WEBGPU_CPU_FORWARD', false);
});

async function values(make: () => tf.Tensor): Promise<number[]> {
  const made = tf.tidy(make);
  const data = [...(await made.data())];
  made.dispose();
  return data.map((value) => value + 0);
}

const expected = (...given: Parameters<typeof topKReference>) =>
  [...topKReference(...given)].map((value) => value + 0);

it.each([
  [3, 7, 3],
  [2, 2, 2],
  [3, 1, 1],
  [4, 300, 5],
  [5, 129, 32],
  [64, 1000, 40],
])('of %i rows of %i keeps %i, of equal values the first', async (rows, units, k) => {
  await expectNoLeak(async () => {
    const fine = testValues(rows * units);
    for (const x of [fine, fine.map((value) => Math.round(4 * value))]) {
      const y = await values(() => topK(tf.tensor2d(x, [rows, units]), k));
      expect(y).toEqual(expected(x, units, k));
      const slopes = await values(() =>
        tf.grad((at: tf.Tensor) => tf.sum(topK(at, k)))(tf.tensor2d(x, [rows, units])),
      );
      expect(slopes).toEqual(y.map((value) => Number(value > 0)));
    }
  });
});

it('keeps only what the mask allows', async () => {
  const x = testValues(4 * 300);
  const mask = Float32Array.from({ length: 300 }, (_, unit) => Number(unit % 40 === 3));
  for (const k of [4, 20]) {
    const y = await values(() => topK(tf.tensor2d(x, [4, 300]), k, tf.tensor1d(mask), { rectify: false }));
    expect(y).toEqual(expected(x, 300, k, { mask, rectify: false }));
  }
});

// Of 5 units, this engine sorts 8: those behind the end may win over a NaN.
it.each([
  [5, 4, 0],
  [5, 4, 4],
  [300, 5, 77],
])('shows a row of %i with NaN as NaN, and the others as ever (k %i, NaN at %i)', async (units, k, at) => {
  const x = testValues(3 * units, 0.1, 1);
  x[units + at] = Number.NaN;
  const y = await values(() => topK(tf.tensor2d(x, [3, units]), k));
  expect(y.slice(units, 2 * units).some(Number.isNaN)).toBe(true);
  for (const start of [0, 2 * units]) {
    expect(y.slice(start, start + units)).toEqual(expected(x, units, k).slice(start, start + units));
  }
});
