import { fit, useBackend } from '@autoencoders/core';
import { denseDecoder, denseEncoder } from '@autoencoders/layers';
import { expectAllClose, expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { normalizeFeatures, onlyDenseKernel } from './features.js';
import { sparseAutoencoder } from './index.js';
import { rowsOf } from './testing/by-hand.js';

beforeAll(() => useBackend('cpu'));

type Options = Parameters<typeof sparseAutoencoder>[0];

/** The length of each row of a kernel. */
const lengths = (kernel: tf.Tensor) => rowsOf(kernel).map((row) => Math.hypot(...row));

describe('the kernel of a network', () => {
  it('of one dense layer is found among layers that only shape', () => {
    const decoder = denseDecoder({ latentDim: 3, outputShape: [2, 2] });
    const encoder = denseEncoder({ latentDim: 3, inputShape: [2, 2] });
    expect(onlyDenseKernel(decoder)).toBe(decoder.getLayer('decoder-output').weights[0]!.read());
    expect(onlyDenseKernel(encoder)!.shape).toEqual([4, 3]);
    const deep = denseDecoder({ latentDim: 3, hidden: [4], outputShape: [2, 2] });
    expect(onlyDenseKernel(deep)).toBeUndefined();
    for (const network of [decoder, encoder, deep]) network.dispose();
  });

  it('has its rows scaled to length 1, one of zeros excepted', async () => {
    const decoder = denseDecoder({ latentDim: 3, outputShape: [2] });
    tf.tidy(() =>
      decoder.setWeights([
        tf.tensor2d([
          [3, 4],
          [0, 0],
          [0, -0.1],
        ]),
        tf.tensor1d([7, 7]),
      ]),
    );
    await expectNoLeak(() => normalizeFeatures(decoder));
    expectAllClose(rowsOf(decoder.getWeights()[0]!).flat(), [0.6, 0.8, 0, 0, 0, -1]);
    expect([...decoder.getWeights()[1]!.dataSync()]).toEqual([7, 7]);
    decoder.dispose();
  });
});

describe('the length of features in training', () => {
  /** After each step, the lengths of the features. */
  async function trained(options: Partial<Options>) {
    const x = tf.tensor2d(testValues(6 * 20, 0, 1), [20, 6]);
    const model = sparseAutoencoder({ inputShape: [6], latentDim: 5, k: 2, ...options });
    const kernel = model.networks.decoder.getLayer('decoder-output').weights[0]!.read();
    const steps: number[][] = [];
    await fit(model, x, {
      epochs: 2,
      batchSize: 10,
      learningRate: 0.05,
      callbacks: [{ onStep: () => void steps.push(lengths(kernel)) }],
    });
    expect(steps).toHaveLength(4);
    x.dispose();
    model.dispose();
    return steps;
  }
  const ones = new Array(5).fill(1);
  const farFromOne = (step: number[]) => step.some((length) => Math.abs(length - 1) > 0.02);

  it.each<Partial<Options>>([
    {},
    { sparsity: 'topK' },
    { sparsity: 'jumpRelu' },
    { architecture: 'linear' },
    { hidden: [4], decoder: denseDecoder({ latentDim: 5, outputShape: [6], seed: 1 }) },
    { sparsity: 'kl', unitNorm: true },
  ])('stays 1, %o', async (options) => {
    for (const step of await trained(options)) expectAllClose(step, ones, { relative: 1e-5 });
  });

  it.each<Partial<Options>>([
    { unitNorm: false },
    { sparsity: 'kl' },
    { hidden: [4] },
    { unitNorm: true, hidden: [4] },
  ])('is left to itself, %o', async (options) => {
    const steps = await trained(options);
    expect(farFromOne(steps.at(-1)!)).toBe(true);
  });
});
