import { expectAllClose, expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../index.js';
import { countDeviceCalls } from './count-device-calls.js';
import { registerWebgpuKernels } from './register.js';

const values = (shape: number[], seed = 1) =>
  tf.tensor(testValues(tf.util.sizeFromShape(shape), -1, 1, seed), shape);

beforeAll(async () => {
  await useBackend('webgpu');
  registerWebgpuKernels();
});

const cases: [number[], number | number[] | undefined][] = [
  [[4, 5], undefined],
  [[4, 5], 0],
  [[4, 5], -1],
  [
    [2, 3, 4, 5],
    [1, 2],
  ],
  [
    [2, 1, 3, 2, 2],
    [0, 3],
  ],
  [[7], 0],
  [[1, 1], 1],
];

describe.each([
  ['sum', tf.sum],
  ['mean', tf.mean],
] as const)('the gradient of %s', (_name, reduce) => {
  it.each(cases)('in shape %j over %j, first and second', async (shape, axis) => {
    const slopes = async (engine: 'cpu' | 'webgpu') => {
      await useBackend(engine);
      const results = tf.tidy(() => {
        const loss = (x: tf.Tensor) => tf.sum(tf.square(reduce(tf.square(x), axis)));
        const penalty = (x: tf.Tensor) => tf.mean(tf.square(tf.grad(loss)(x)));
        return [tf.grad(loss)(values(shape)), tf.grad(penalty)(values(shape))];
      });
      const read = await Promise.all(results.map((result) => result.data()));
      tf.dispose(results);
      return read.flatMap((data) => [...data]);
    };
    const expected = await slopes('cpu');
    await expectNoLeak(async () =>
      expectAllClose(await slopes('webgpu'), expected, { relative: 1e-4, absolute: 1e-5 }),
    );
  });
});

it('uploads nothing that grows with the input', async () => {
  await useBackend('webgpu');
  const x = values([50, 40]);
  tf.dispose(tf.square(x));
  const calls = countDeviceCalls(() => tf.dispose(tf.grad((at: tf.Tensor) => tf.mean(tf.sum(at, 1)))(x)));
  expect(calls.uploadedBytes).toBeLessThan(100);
  expect(calls.readBacks).toBe(0);
  x.dispose();
});
