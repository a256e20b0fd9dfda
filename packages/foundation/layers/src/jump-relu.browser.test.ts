import { useBackend } from '@autoencoders/backend';
import { expectAllClose, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { jumpRelu, jumpReluL0 } from './index.js';

const x = testValues(40 * 33);
const thresholds = testValues(33, 0.1, 0.5, 2);

async function resultsOn(engine: 'cpu' | 'webgpu'): Promise<number[][]> {
  await useBackend(engine);
  // Small tensors too go to the device, whose kernels are tested.
  if (engine === 'webgpu') tf.env().set('WEBGPU_CPU_FORWARD', false);
  const made = tf.tidy(() => {
    const [input, limits] = [tf.tensor2d(x, [40, 33]), tf.tensor1d(thresholds)];
    const loss = (u: tf.Tensor, t: tf.Tensor) =>
      tf.add(tf.sum(tf.square(jumpRelu(u, t, 0.2))), tf.mean(jumpReluL0(u, t, 0.2)));
    return [jumpRelu(input, limits, 0.2), jumpReluL0(input, limits, 0.2), ...tf.grads(loss)([input, limits])];
  });
  const results = await Promise.all(made.map(async (tensor) => [...(await tensor.data())]));
  tf.dispose(made);
  return results;
}

it('webgpu computes what cpu computes', async () => {
  const [onDevice, onCpu] = [await resultsOn('webgpu'), await resultsOn('cpu')];
  for (const [i, got] of onDevice.entries()) {
    expectAllClose(got, onCpu[i]!, { relative: 1e-4, absolute: 1e-4 });
    expect(got.some((value) => value !== 0)).toBe(true);
  }
});
