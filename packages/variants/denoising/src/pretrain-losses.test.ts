import { useBackend } from '@autoencoders/core';
import { denseDecoder } from '@autoencoders/layers';
import { expectAllClose, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, it } from 'vitest';
import { denoisingAutoencoder, pretrain } from './index.js';
import { applyLayer, averageLoss } from './testing/apply-layer.js';

beforeAll(() => useBackend('cpu'));

const crossEntropy = (on: number, p: number) => -on * Math.log(p) - (1 - on) * Math.log(1 - p);
const squared = (a: number, b: number) => (a - b) ** 2;
const half = (rows: number[][]) => rows.map((row) => row.map((value) => value / 2));

describe("pretraining has the model's own loss at the input, and above it", () => {
  const shape = { inputShape: [3, 4], hidden: [8], latentDim: 5 };

  it.each([
    ['the cross-entropy of sigmoids', 'sigmoid', 'sigmoid', crossEntropy],
    ['the squared error of others', 'tanh', 'tanh', squared],
    ['the squared error of sigmoids that others restore', 'sigmoid', 'relu', squared],
  ] as const)('%s', async (_what, inwards, outwards, lossAbove) => {
    const x = tf.tensor3d(testValues(12 * 30, 0, 1), [30, 3, 4]);
    const rows = tf.tidy(() => tf.reshape(x, [30, 12]).arraySync() as number[][]);
    const own = denseDecoder({ outputShape: [3, 4], hidden: [8], latentDim: 5, activation: outwards });
    const model = denoisingAutoencoder({
      ...shape,
      activation: inwards,
      loss: 'bernoulli',
      corruption: (h) => tf.mul(h, 0.5),
      ...(inwards === outwards ? {} : { decoder: own }),
    });
    const { encoder, decoder } = model.networks;
    const logits = applyLayer(decoder, 'decoder-output', applyLayer(encoder, 'encoder-hidden-1', half(rows)));
    const first = averageLoss(rows, logits, (on, logit) => crossEntropy(on, 1 / (1 + Math.exp(-logit))));
    const clean = applyLayer(encoder, 'encoder-hidden-1', rows);
    const code = applyLayer(encoder, 'encoder-code', half(clean));
    const second = averageLoss(clean, applyLayer(decoder, 'decoder-hidden-1', code), lossAbove);
    // With a rate of 0 the losses of an epoch are those of the weights as they are.
    const histories = await pretrain(model, x, { epochs: 1, batchSize: 10, learningRate: () => 0 });
    expectAllClose(
      histories.map(({ epochs }, index) => epochs[0]!.terms[`layer-${index + 1}/loss`]!),
      [first, second],
    );
    x.dispose();
    model.dispose();
  });
});
