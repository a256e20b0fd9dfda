import { useBackend } from '@autoencoders/backend';
import { type ArrayDataset, disposeBatch } from '@autoencoders/data';
import { mnist } from '@autoencoders/data/node';
import { expectAllClose, expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { mnistClassifier, mnistFeatures } from '../mnist-features.js';

let test: ArrayDataset;

beforeAll(async () => {
  await useBackend('wasm');
  ({ test } = await mnist());
});

it('tells the share of the test digits that is stated', async () => {
  const model = mnistClassifier();
  let right = 0;
  for await (const batch of test.batches({ batchSize: 500 })) {
    const told = tf.tidy(() =>
      tf
        .argMax(model.apply(batch.x) as tf.Tensor, 1)
        .equal(batch.y!)
        .sum(),
    );
    right += told.dataSync()[0]!;
    told.dispose();
    disposeBatch(batch);
  }
  model.dispose();
  expect(right / test.size).toBeGreaterThan(0.9902);
});

it('features are what the logits are made of', async () => {
  const [classifier, features] = [mnistClassifier(), mnistFeatures()];
  await tf.tidy(() => {
    const x = tf.tensor(test.values([0, 1, 2, 3]), [4, 28, 28, 1]);
    const found = features.apply(x) as tf.Tensor2D;
    expect(found.shape).toEqual([4, 64]);
    expect(Math.min(...found.dataSync())).toBeGreaterThanOrEqual(-1);
    const [kernel, bias] = classifier.layers.at(-1)!.getWeights() as [tf.Tensor2D, tf.Tensor];
    const logits = classifier.apply(x) as tf.Tensor;
    expectAllClose(tf.add(tf.matMul(found, kernel), bias).dataSync(), logits.dataSync(), { absolute: 1e-4 });
  });
  classifier.dispose();
  features.dispose();
});

it('leave nothing once they are disposed', () =>
  expectNoLeak(() => {
    mnistClassifier().dispose();
    mnistFeatures().dispose();
  }));
