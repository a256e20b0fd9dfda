import { expectAllClose, expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { useBackend } from '../index.js';
import { countDeviceCalls } from './count-device-calls.js';
import { registerWebgpuKernels } from './register.js';

const run = (name: string, inputs: Record<string, tf.Tensor>) =>
  tf.engine().runKernel(`AutoencodersSigmoidCrossEntropy${name}`, inputs) as tf.Tensor;

const logits = [...testValues(90, -8, 8), 0, -0, 3e38, -3e38, 104, -104, 30, -30, 1e-20];
const labels = testValues(logits.length, 0, 1, 2);
const dy = testValues(logits.length, -1, 1, 3);
const sigmoid = (l: number) => 1 / (1 + Math.exp(-l));

beforeAll(async () => {
  await useBackend('webgpu');
  registerWebgpuKernels();
});

it('is ln(1 + e^l) - x l, and its gradient (σ(l) - x) dy', async () => {
  await expectNoLeak(async () => {
    const shape = [3, 33] as [number, number];
    const inputs = { labels: tf.tensor2d(labels, shape), logits: tf.tensor2d(logits, shape) };
    const losses = run('', inputs);
    const slope = tf.tensor2d(dy, shape);
    const gradients = run('Gradient', { ...inputs, dy: slope });
    expect(gradients.shape).toEqual(shape);
    // Of l as float32 has it, or its product with the label is another one.
    const exact = Float32Array.from(logits);
    expectAllClose(
      await losses.data(),
      Array.from(exact, (l, i) => Math.max(l, 0) + Math.log1p(Math.exp(-Math.abs(l))) - labels[i]! * l),
      { relative: 1e-6, absolute: 2e-6 },
    );
    expectAllClose(
      await gradients.data(),
      Array.from(exact, (l, i) => (sigmoid(l) - labels[i]!) * dy[i]!),
      { relative: 1e-6, absolute: 5e-7 },
    );
    tf.dispose([losses, gradients, slope, ...Object.values(inputs)]);
  });
});

it('is small where the logit is sure and right', async () => {
  const certain = { labels: tf.tensor1d([0, 0, 0]), logits: tf.tensor1d([-10, -20, -60]) };
  const losses = run('', certain);
  expectAllClose(
    await losses.data(),
    [-10, -20, -60].map((l) => Math.log1p(Math.exp(l))),
    { relative: 1e-5, absolute: 0 },
  );
});

it('passes NaN on', async () => {
  const inputs = {
    labels: tf.tensor1d([0, 1, Number.NaN]),
    logits: tf.tensor1d([Number.NaN, Number.NaN, 1]),
  };
  expect([...(await run('', inputs).data())]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  const gradients = run('Gradient', { ...inputs, dy: tf.ones([3]) });
  expect([...(await gradients.data())]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
});

it('takes one dispatch', async () => {
  const inputs = { labels: tf.zeros([0, 3]), logits: tf.zeros([0, 3]) };
  expect(await run('', inputs).data()).toEqual(new Float32Array(0));
  const full = { labels: tf.zeros([2, 3]), logits: tf.zeros([2, 3]) };
  expect(countDeviceCalls(() => void run('', full))).toMatchObject({ dispatches: 1, readBacks: 0 });
});
