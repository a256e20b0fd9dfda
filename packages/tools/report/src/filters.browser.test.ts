import { useBackend } from '@autoencoders/backend';
import type { Autoencoder } from '@autoencoders/core';
import { expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { readFilters } from './filters.js';

it('finds the largest on webgpu', async () => {
  await useBackend('webgpu');
  const encoder = tf.sequential({
    layers: [tf.layers.flatten({ inputShape: [1, 2] }), tf.layers.dense({ units: 3 })],
  });
  const rows = [
    [1, -5, 2],
    [0, 4, 3],
  ];
  tf.tidy(() => encoder.setWeights([tf.tensor2d(rows), tf.zeros([3])]));
  const model = { inputShape: [1, 2], networks: { encoder } } as unknown as Autoencoder;
  await expectNoLeak(async () => {
    const [filters] = await readFilters(model, 2);
    expect([...filters!.pictures.values]).toEqual([-5, 4, 2, 3]);
  });
  encoder.dispose();
});
