import { useBackend } from '@autoencoders/backend';
import { expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, it } from 'vitest';
import { checkPenalty, checkTwoCalls, spectralKinds } from './testing/spectral-reference.js';

beforeAll(async () => {
  await useBackend('webgpu');
  // Small tensors too go to the device, whose kernels are tested.
  tf.env().set('WEBGPU_CPU_FORWARD', false);
});

it.each(spectralKinds)('%s: outputs, vectors and slopes of two calls are those of PyTorch', async (kind) => {
  await expectNoLeak(() => checkTwoCalls(kind));
});

it('a gradient penalty through two layers, and its slopes, are those of PyTorch', async () => {
  await expectNoLeak(checkPenalty);
});
