import { testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { describeBackend, useBackend } from './index.js';

describe.each(['wasm', 'webgpu'] as const)('%s in a browser', (engine) => {
  it('starts, lacks nothing that training needs, and differentiates a convolution as cpu does', async () => {
    const gradients = async (name: 'cpu' | typeof engine) => {
      expect(await useBackend(name)).toMatchObject({ engine: name });
      const tensors = tf.tidy(() => {
        const x = tf.tensor4d(testValues(2 * 7 * 6 * 2), [2, 7, 6, 2]);
        const w = tf.tensor4d(testValues(3 * 3 * 2 * 3, -1, 1, 2), [3, 3, 2, 3]);
        const loss = (a: tf.Tensor, b: tf.Tensor) =>
          tf.sum(tf.sigmoid(tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, 2, 'same')));
        return tf.grads(loss)([x, w]);
      });
      const values = await Promise.all(tensors.map((tensor) => tensor.data()));
      tf.dispose(tensors);
      return values.flatMap((value) => [...value]);
    };
    const expected = await gradients('cpu');
    const actual = await gradients(engine);
    expect(describeBackend().missingKernels).toEqual([]);
    expect(Math.max(...actual.map((value, i) => Math.abs(value - expected[i]!)))).toBeLessThan(1e-4);
  });

  it('has the corrected gradients', async () => {
    const penaltySlope = async (name: 'cpu' | typeof engine) => {
      await useBackend(name);
      const slopes = tf.tidy(() => {
        const x = tf.tensor4d(testValues(2 * 3 * 4), [2, 3, 4, 1]);
        const w = tf.tensor4d(testValues(2 * 5 * 8, -1, 1, 2), [2, 5, 8, 1]);
        const layer = (a: tf.Tensor, b: tf.Tensor) =>
          tf.exp(tf.elu(tf.mul(tf.image.resizeNearestNeighbor(a as tf.Tensor4D, [5, 8]), b)));
        const gain = (a: tf.Tensor, b: tf.Tensor) => tf.sum(tf.leakyRelu(tf.tanh(tf.add(layer(a, b), b))));
        const penalty = (b: tf.Tensor) =>
          tf.sum(tf.square(tf.grad((a: tf.Tensor) => gain(tf.sigmoid(a), b))(x)));
        return tf.grad(penalty)(w);
      });
      const values = await slopes.data();
      slopes.dispose();
      return [...values];
    };
    const expected = await penaltySlope('cpu');
    const actual = await penaltySlope(engine);
    expect(Math.max(...expected.map(Math.abs))).toBeGreaterThan(1e-3);
    expect(Math.max(...actual.map((value, i) => Math.abs(value - expected[i]!)))).toBeLessThan(1e-4);
  });
});

it('by itself takes an engine that trains, and says why', async () => {
  const { engine, reason } = await useBackend();
  expect(['wasm', 'webgpu']).toContain(engine);
  expect(reason).toMatch(/fastest/);
});
