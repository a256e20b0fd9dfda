import { expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { useBackend } from '../index.js';
import { registerWebgpuKernels } from './register.js';

beforeAll(async () => {
  await useBackend('webgpu');
  registerWebgpuKernels();
});

// The adapter binds 8 buffers, the result among them: the engine's own kernel is wrong from 8 terms on.
it.each([1, 2, 7, 8, 13, 14, 40])('adds %i tensors', async (count) => {
  await expectNoLeak(async () => {
    for (const shape of [[], [3], [2, 2], [2, 0]]) {
      const sum = tf.tidy(() => tf.addN(Array.from({ length: count }, (_, i) => tf.fill(shape, i + 1))));
      const expected = new Float32Array(tf.util.sizeFromShape(shape)).fill((count * (count + 1)) / 2);
      expect(await sum.data()).toEqual(expected);
      sum.dispose();
    }
  });
});

it('differentiates', async () => {
  const slopes = tf.tidy(() =>
    tf.grad((x: tf.Tensor) => tf.addN(Array.from({ length: 9 }, (_, i) => tf.mul(x, i))))(tf.scalar(2)),
  );
  expect([...(await slopes.data())]).toEqual([36]);
  slopes.dispose();
});
