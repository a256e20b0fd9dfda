import { fit, useBackend } from '@autoencoders/core';
import { expectAllClose, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { vectorQuantizedAutoencoder } from './index.js';

/** The terms of a short training, and all that it leaves. */
async function trainedOn(engine: 'cpu' | 'webgpu', options: object) {
  await useBackend(engine);
  // Small tensors too go to the device, whose kernels are tested.
  if (engine === 'webgpu') tf.env().set('WEBGPU_CPU_FORWARD', false);
  const inputShape = [4, 4, 1];
  const model = vectorQuantizedAutoencoder({ inputShape, codes: 6, codeDim: 3, filters: [4], ...options });
  const x = tf.tensor(testValues(16 * 16, 0.1, 0.9), [16, ...inputShape]);
  const { epochs } = await fit(model, x, { epochs: 2, batchSize: 8, seed: 3 });
  const indices = model.encodeIndices(x);
  const state = await Promise.all(Object.values(model.state).map((variable) => variable.data()));
  const found = { terms: epochs[1]!.terms, state, indices: [...(await indices.data())] };
  tf.dispose([x, indices]);
  model.dispose();
  return found;
}

describe.each([
  ['ema', { architecture: 'convolutional', revival: 0.5 }],
  ['gradient', { codebook: 'gradient', positions: 2, hidden: [6], revival: 0.5 }],
])('learned by %s', (_name, options) => {
  it('webgpu computes what cpu computes', async () => {
    const [onDevice, onCpu] = [await trainedOn('webgpu', options), await trainedOn('cpu', options)];
    const close = { relative: 1e-3, absolute: 1e-3 };
    expectAllClose(Object.values(onDevice.terms), Object.values(onCpu.terms), close);
    for (const [index, values] of onDevice.state.entries()) {
      expectAllClose(values, onCpu.state[index]!, close);
    }
    expect(onDevice.indices).toEqual(onCpu.indices);
    expect(new Set(onDevice.indices).size).toBeGreaterThan(1);
  });
});
