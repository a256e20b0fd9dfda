import { expectAllClose, expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { useBackend } from '../index.js';
import { ownKernels } from '../operations/kernel-names.js';
import { countDeviceCalls } from './count-device-calls.js';
import { registerWebgpuKernels } from './register.js';

const run = (name: string, inputs: Record<string, tf.Tensor>) =>
  tf.engine().runKernel(name, inputs) as tf.Tensor;

beforeAll(async () => {
  await useBackend('webgpu');
  registerWebgpuKernels();
});

it('is ½ (μ² + e^l - 1 - l), and its gradient ½ (e^l - 1) dy', async () => {
  await expectNoLeak(async () => {
    const logVariances = Float32Array.from([...testValues(300, -6, 6), 0, 1e-3, -1e-4, 0.5, -0.5, -80, 20]);
    const means = testValues(logVariances.length, -2, 2, 2);
    means.fill(0, 300);
    const slopes = testValues(logVariances.length, -1, 1, 3);
    const [mean, logVariance, dy] = [means, logVariances, slopes].map((values) => tf.tensor1d(values));
    const divergences = run(ownKernels.gaussianKl, { mean: mean!, logVariance: logVariance! });
    const gradients = run(ownKernels.gaussianKlGradient, { logVariance: logVariance!, dy: dy! });
    expectAllClose(
      await divergences.data(),
      Array.from(logVariances, (l, i) => {
        const beyond = Math.abs(l) < 0.01 ? l * l * (0.5 + l / 6 + (l * l) / 24) : Math.expm1(l) - l;
        return 0.5 * (means[i]! ** 2 + beyond);
      }),
      { relative: 5e-6, absolute: 0 },
    );
    expectAllClose(
      await gradients.data(),
      Array.from(logVariances, (l, i) => 0.5 * Math.expm1(l) * slopes[i]!),
      { relative: 5e-6, absolute: 0 },
    );
    tf.dispose([mean!, logVariance!, dy!, divergences, gradients]);
  });
});

it('takes one dispatch, passes NaN on, and takes what is empty', async () => {
  const one = tf.tensor1d([Number.NaN, 0]);
  const other = tf.tensor1d([0, Number.NaN]);
  let result: tf.Tensor | undefined;
  const calls = countDeviceCalls(() => {
    result = run(ownKernels.gaussianKl, { mean: one, logVariance: other });
  });
  expect(calls.dispatches).toBe(1);
  expect([...(await result!.data())]).toEqual([Number.NaN, Number.NaN]);
  const empty = run(ownKernels.gaussianKl, { mean: tf.zeros([0, 2]), logVariance: tf.zeros([0, 2]) });
  expect(empty.shape).toEqual([0, 2]);
  expect(await empty.data()).toEqual(new Float32Array(0));
});
