import { fit, useBackend } from '@autoencoders/core';
import { digits } from '@autoencoders/data';
import { OptionError } from '@autoencoders/errors';
import { expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { clusteringAdversarialAutoencoder } from './index.js';
import { labelled } from './testing/labelled.js';

beforeAll(() => useBackend('wasm'));

/** The share of examples that have the commonest label of their cluster. */
function purity(clusters: ArrayLike<number>, labels: readonly number[]): number {
  const counts = new Map<string, number>();
  for (const [row, label] of labels.entries()) {
    const key = `${clusters[row]}/${label}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const most = new Map<string, number>();
  for (const [key, count] of counts) {
    const cluster = key.split('/')[0]!;
    most.set(cluster, Math.max(count, most.get(cluster) ?? 0));
  }
  return [...most.values()].reduce((sum, count) => sum + count, 0) / labels.length;
}

it('finds groups of digits that agree with their labels more than chance has it', async () => {
  const model = clusteringAdversarialAutoencoder({
    inputShape: [8, 8, 1],
    clusters: 16,
    hidden: [64],
    discriminatorHidden: [64],
  });
  const data = labelled(digits(), (_label, row) => row < 1200);
  await fit(model, data.dataset, { epochs: 20, batchSize: 64, seed: 1, learningRate: 2e-3 });
  const clusters = tf.tidy(() => model.assign(data.x()).dataSync());
  expect(new Set(clusters).size).toBeGreaterThan(5);
  const shuffled = data.labels.map((_, row) => data.labels[(row * 7 + 3) % data.labels.length]!);
  expect(purity(clusters, data.labels)).toBeGreaterThan(0.4);
  expect(purity(clusters, shuffled)).toBeLessThan(0.25);
  await expectNoLeak(() => tf.tidy(() => void model.probabilities(data.x())));
  model.dispose();
});

it('refuses less than two clusters', () => {
  expect(() => clusteringAdversarialAutoencoder({ inputShape: [4], clusters: 1 })).toThrow(OptionError);
});
