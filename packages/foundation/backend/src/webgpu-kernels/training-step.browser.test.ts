import { testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { useBackend } from '../index.js';
import type { UpdateRule } from '../updates/update-rule.js';
import { countDeviceCalls } from './count-device-calls.js';
import { webgpuUpdate } from './fused-update.js';
import { webgpuNormal } from './random.js';
import { registerWebgpuKernels } from './register.js';

beforeAll(async () => {
  await useBackend('webgpu');
  registerWebgpuKernels();
});

it('trains a denoising autoencoder with few dispatches, reading nothing back', async () => {
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ units: 6, inputShape: [9], useBias: false }),
      tf.layers.batchNormalization(),
      tf.layers.activation({ activation: 'relu' }),
      tf.layers.dense({ units: 9 }),
    ],
  });
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const moments = variables.map(({ shape }) => [0, 1].map(() => tf.zeros(shape)));
  const x = tf.tensor2d(testValues(32 * 9), [32, 9]);

  const step = (number: number): tf.Tensor =>
    tf.tidy(() => {
      const noisy = tf.add(x, tf.mul(webgpuNormal([7, number], [32, 9]), 0.1));
      const { value, grads } = tf.variableGrads(() => {
        const y = model.apply(noisy, { training: true }) as tf.Tensor;
        return tf.mean(tf.sum(tf.square(tf.sub(y, x)), 1)) as tf.Scalar;
      }, variables);
      const rule: UpdateRule = {
        name: 'adam',
        learningRate: 0.02,
        beta1: 0.9,
        beta2: 0.999,
        epsilon: 1e-8,
        weightDecay: 0,
        step: number,
      };
      webgpuUpdate(
        rule,
        variables.map((variable, i) => ({ variable, gradient: grads[variable.name]!, slots: moments[i]! })),
      );
      return value;
    });

  const first = step(1);
  // The first step may copy: whoever made the weights may still hold them.
  tf.dispose(step(2));
  const tensors = tf.memory().numTensors;
  const calls = countDeviceCalls(() => tf.dispose(step(3)));
  expect(tf.memory().numTensors).toBe(tensors);
  expect(calls.readBacks).toBe(0);
  expect(calls.compilations).toBe(0);
  expect(calls.dispatches).toBeLessThanOrEqual(34);
  expect(calls.uploadedBytes).toBeLessThan(100);

  for (let number = 4; number <= 40; number++) tf.dispose(step(number));
  const last = step(41);
  expect((await last.data())[0]).toBeLessThan(0.6 * (await first.data())[0]!);
  tf.dispose([first, last, x, ...moments.flat()]);
  model.dispose();
});
