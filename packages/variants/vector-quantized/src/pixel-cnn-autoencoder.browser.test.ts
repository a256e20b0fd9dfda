import { useBackend } from '@autoencoders/core';
import { expectAllClose } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { pixelCnnAutoencoder, randomSource } from './index.js';

/** Loss, gradients and draws of a model of 2 x 2 pixels. */
async function computedOn(engine: 'cpu' | 'webgpu') {
  await useBackend(engine);
  // Small tensors too go to the device, whose kernels are tested.
  if (engine === 'webgpu') tf.env().set('WEBGPU_CPU_FORWARD', false);
  const model = pixelCnnAutoencoder({
    inputShape: [2, 2, 1],
    latentDim: 2,
    levels: 3,
    hidden: [4],
    pixelFilters: 3,
    pixelLayers: 1,
    firstKernelSize: 3,
  });
  const [phase] = model.phases;
  const context = { step: 0, epoch: 0, training: true, random: randomSource(1) };
  const made = tf.tidy(() => {
    const x = tf.tensor([0, 0.5, 1, 1, 0.5, 0, 0, 1], [2, 2, 2, 1]);
    const { value, grads } = tf.variableGrads(() => phase!.loss({ x }, context).loss, [...phase!.variables]);
    const z = tf.tensor2d([
      [0.5, -1],
      [2, 0.3],
    ]);
    const drawn = model.sample(z, { random: randomSource(2) });
    return [drawn, value, ...phase!.variables.map(({ name }) => grads[name]!)];
  });
  const values = await Promise.all(made.map(async (tensor) => [...(await tensor.data())]));
  tf.dispose(made);
  model.dispose();
  return values;
}

it('webgpu computes what cpu computes', async () => {
  const [onDevice, onCpu] = [await computedOn('webgpu'), await computedOn('cpu')];
  expect(onDevice.length).toBe(onCpu.length);
  for (const [index, values] of onDevice.entries()) {
    expectAllClose(values, onCpu[index]!, { relative: 1e-3, absolute: 1e-4 });
  }
});
