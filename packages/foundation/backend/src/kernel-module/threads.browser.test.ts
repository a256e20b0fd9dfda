import { testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { useBackend } from '../index.js';

/** Bytes of large products and a convolution with its gradients. */
async function work(): Promise<Uint8Array[]> {
  const tensors = tf.tidy(() => {
    const a = tf.tensor2d(testValues(300 * 200), [300, 200]);
    const b = tf.tensor2d(testValues(170 * 200, -1, 1, 2), [170, 200]);
    const x = tf.tensor4d(testValues(8 * 20 * 20 * 16, -1, 1, 3), [8, 20, 20, 16]);
    const w = tf.tensor4d(testValues(3 * 3 * 16 * 24, -1, 1, 4), [3, 3, 16, 24]);
    const loss = (image: tf.Tensor, filter: tf.Tensor) =>
      tf.sum(tf.square(tf.conv2d(image as tf.Tensor4D, filter as tf.Tensor4D, 2, 'same')));
    return [tf.matMul(a, b, false, true), ...tf.grads(loss)([x, w])];
  });
  const values = await Promise.all(tensors.map((tensor) => tensor.data()));
  tf.dispose(tensors);
  return values.map((value) => new Uint8Array(value.buffer));
}

it('computes on workers in a page that is cross-origin isolated, with the bytes of one thread', async () => {
  expect(globalThis.crossOriginIsolated).toBe(true);
  expect(await useBackend('wasm', { threads: 3 })).toMatchObject({ engine: 'wasm', threads: 3 });
  const together = await work();
  expect(await useBackend('wasm', { threads: 1 })).toMatchObject({ threads: 1 });
  const alone = await work();
  expect(together).toEqual(alone);
});
