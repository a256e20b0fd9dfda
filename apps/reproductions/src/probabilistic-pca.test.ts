import { randomSource } from '@autoencoders/backend';
import { useBackend } from '@autoencoders/core';
import { rowsOfTensor } from '@autoencoders/data';
import { expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { negativeLogEvidence } from './gaussian-evidence.js';
import { gaussianModelData } from './gaussian-model-data.js';
import { rows } from './image-parts.js';
import { probabilisticPca } from './probabilistic-pca.js';

beforeAll(() => useBackend('cpu'));

it('in two dimensions, evidence is that of the formula written out', async () => {
  const kernel = { values: Float32Array.of(1.5, -0.6), shape: [1, 2] };
  const found = negativeLogEvidence(
    { values: Float32Array.of(0.9, -0.5), shape: [1, 2] },
    { kernel, bias: [0.2, -0.1], variance: 0.3 },
  );
  const [d0, d1] = [0.7, -0.4];
  const [c00, c01, c11] = [1.5 ** 2 + 0.3, 1.5 * -0.6, 0.6 ** 2 + 0.3];
  const determinant = c00 * c11 - c01 ** 2;
  const quadratic = (c11 * d0 ** 2 - 2 * c01 * d0 * d1 + c00 * d1 ** 2) / determinant;
  expect(found).toBeCloseTo(Math.log(2 * Math.PI) + Math.log(determinant) / 2 + quadratic / 2, 5);
});

it('the closed form is the least, and near the evidence of what the data was drawn from', async () => {
  await expectNoLeak(async () => {
    const data = await gaussianModelData({ count: 4000, width: 6, factors: 2, noise: 0.5 }, 3);
    const all = { values: data.values(rows(0, 4000)), shape: [4000, 6] };
    const { variance, negativeLogLikelihood } = await probabilisticPca(all, 2);
    expect(variance).toBeGreaterThan(0.23);
    expect(variance).toBeLessThan(0.27);
    const [kernel, offset] = tf.tidy(() => {
      const random = randomSource(3);
      return [random.normal('weights', [2, 6]), random.normal('offset', [1, 6])] as const;
    });
    const truth = negativeLogEvidence(all, {
      kernel: await rowsOfTensor(kernel),
      bias: await offset.data(),
      variance: 0.25,
    });
    tf.dispose([kernel, offset]);
    expect(truth).toBeGreaterThan(negativeLogLikelihood);
    expect(truth - negativeLogLikelihood).toBeLessThan(0.02);
  });
});
