import { useBackend } from '@autoencoders/core';
import { clusteringAccuracy } from '@autoencoders/metrics';
import { beforeAll, expect, it } from 'vitest';
import { kinds } from './testing/kinds.js';
import { deepBlobs } from './testing/pretrained.js';

beforeAll(() => useBackend('wasm'));

it.each(kinds)('$name trains on wasm', async ({ pretrain, make }) => {
  const { data, labels } = deepBlobs(3, 20, 1.5);
  const application = make(await pretrain(data), 3);
  const { epochs } = await application.fit(data, { epochs: 2, batchSize: 20, learningRate: 0.003 });
  expect(epochs.every(({ terms }) => Object.values(terms).every(Number.isFinite))).toBe(true);
  expect(clusteringAccuracy(labels, await application.assign(data))).toBeGreaterThan(0.9);
  application.dispose();
  application.autoencoder.dispose();
});
