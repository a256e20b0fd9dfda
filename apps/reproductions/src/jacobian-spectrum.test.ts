import { useBackend } from '@autoencoders/core';
import { expectNoLeak } from '@autoencoders/testing';
import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { jacobianSpectrum } from './jacobian-spectrum.js';

it('the spectrum of a linear encoder is that of its kernel', async () => {
  await useBackend('cpu');
  const model = undercompleteAutoencoder({ inputShape: [3], latentDim: 2, architecture: 'linear' });
  // Orthogonal columns of length 5 and 1.
  tf.tidy(() =>
    model.networks.encoder.setWeights([
      tf.tensor2d([
        [3, 0],
        [0, 1],
        [4, 0],
      ]),
      tf.zeros([2]),
    ]),
  );
  const points = tf.ones([4, 3]);
  await expectNoLeak(async () => {
    const { singularValues, norm, directions } = await jacobianSpectrum(model, points);
    expect(singularValues[0]).toBeCloseTo(5, 5);
    expect(singularValues[1]).toBeCloseTo(1, 5);
    expect(norm).toBeCloseTo(Math.sqrt(26), 5);
    expect(directions).toBe(1);
  });
  points.dispose();
  model.dispose();
});
