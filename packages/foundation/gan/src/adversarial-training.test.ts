import {
  checkpoint,
  type FitOptions,
  fit,
  memoryCheckpoints,
  useBackend,
  weightAverage,
} from '@autoencoders/core';
import { expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { uniformAutoencoder } from './testing/uniform-autoencoder.js';

let x: tf.Tensor;
beforeAll(async () => {
  await useBackend('wasm');
  x = tf.tensor2d(testValues(4 * 60), [60, 4]);
});
afterAll(() => x.dispose());

const aids = {
  adversarialLoss: 'leastSquares',
  discriminatorSteps: 2,
  gradientPenalty: 'wasserstein',
  gradientPenaltyWeight: 1,
  labelSmoothing: 0.1,
  instanceNoise: 0.2,
  instanceNoiseSteps: 6,
  discriminatorDropout: 0.1,
} as const;

/** Trains a small model with every aid; its weights and what was logged. */
async function train(options: Partial<FitOptions> = {}) {
  const model = uniformAutoencoder({ inputShape: [4], hidden: 8, discriminatorHidden: [8], ...aids });
  const rates = { reconstruction: 0.01, discriminator: 0.02 };
  const { epochs } = await fit(model, x, {
    epochs: 3,
    batchSize: 20,
    seed: 2,
    learningRate: rates,
    ...options,
    callbacks: [weightAverage({ networks: ['decoder'] }), ...(options.callbacks ?? [])],
  });
  const weights = Object.values(model.networks).map((network) =>
    network.getWeights().map((weight) => [...weight.dataSync()]),
  );
  model.dispose();
  return { weights, terms: epochs.map(({ terms }) => terms) };
}

it('with every aid leaves no tensor, has finite terms, and goes on from a checkpoint to the bit', async () => {
  await expectNoLeak(async () => {
    const uninterrupted = await train();
    expect(Object.keys(uninterrupted.terms[0]!)).toEqual([
      'reconstruction/loss',
      'discriminator/loss',
      'discriminator/diversity',
      'discriminator/gradientPenalty',
      'regularization/loss',
    ]);
    const store = memoryCheckpoints();
    const controller = new AbortController();
    await train({
      signal: controller.signal,
      callbacks: [checkpoint({ store }), { onStep: ({ step }) => void (step === 5 && controller.abort()) }],
    });
    expect(await train({ resume: store })).toEqual(uninterrupted);
  });
});

it('draws codes that begin far off towards the prior, while reconstructions get better', async () => {
  const model = uniformAutoencoder({ inputShape: [4], discriminatorHidden: [32] });
  tf.tidy(() => {
    const { encoder } = model.networks;
    const weights = encoder.getWeights();
    encoder.setWeights([...weights.slice(0, -1), tf.add(weights.at(-1)!, 3)]);
  });
  const mean = () => tf.tidy(() => tf.mean(model.encode(x)).dataSync()[0]!);
  expect(mean()).toBeGreaterThan(2);
  const { epochs } = await fit(model, x, { epochs: 100, batchSize: 60, learningRate: 0.01 });
  expect(Math.abs(mean())).toBeLessThan(1);
  const losses = epochs.map(({ terms }) => terms['reconstruction/loss']!);
  expect(losses.at(-1)).toBeLessThan(0.5 * losses[0]!);
  model.dispose();
});
