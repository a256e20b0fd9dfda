import { randomSource } from '@autoencoders/backend';
import { evaluate, fit, useBackend } from '@autoencoders/core';
import { digits } from '@autoencoders/data';
import { expectAllClose, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { dictionary, sparseAutoencoder, unitActivity } from './index.js';
import {
  decoder,
  dense,
  encoder,
  mean,
  rows,
  setLayers,
  squaredDistance,
  termsOf,
} from './testing/by-hand.js';

beforeAll(() => useBackend('cpu'));

describe('a top-k code', () => {
  /** The two largest units of each row, none below 0, of what differs from the decoder's bias where that is subtracted. */
  const codesOf = (centre: readonly number[]) =>
    rows.map((row) => {
      const values = dense(
        row.map((value, i) => value - centre[i]!),
        encoder,
      );
      const least = [...values].sort((a, b) => b - a)[1]!;
      return values.map((value) => (value >= least ? Math.max(0, value) : 0));
    });
  const errorOf = (codes: number[][]) =>
    mean(codes.map((code, i) => squaredDistance(rows[i]!, dense(code, decoder))));

  function create(options: { loss?: 'bernoulli'; centred?: boolean } = {}) {
    const model = sparseAutoencoder({ inputShape: [2], latentDim: 3, sparsity: 'topK', k: 2, ...options });
    setLayers(model.networks.encoder, { 'encoder-code': encoder });
    setLayers(model.networks.decoder, { 'decoder-output': decoder });
    return model;
  }

  it.each([
    [{}, decoder.bias],
    [{ centred: false }, [0, 0]],
  ])(
    'keeps the k largest units, and the loss is the error of what becomes of them, %o',
    (options, centre) => {
      const model = create(options);
      const x = tf.tensor2d(rows);
      const codes = codesOf(centre);
      expectAllClose(
        tf.tidy(() => model.encode(x).dataSync()),
        codes.flat(),
      );
      const found = termsOf(model, rows);
      expectAllClose(
        [found.loss!, found.squaredError!, found.auxiliary!],
        [errorOf(codes), errorOf(codes), 0],
      );
      x.dispose();
      model.dispose();
    },
  );

  it('may have a likelihood for its loss', () => {
    const model = create({ loss: 'bernoulli' });
    const codes = codesOf([0, 0]);
    const likelihood = mean(
      codes.map((code, i) =>
        dense(code, decoder).reduce((total, logit, j) => {
          const p = 1 / (1 + Math.exp(-logit));
          const x = rows[i]![j]!;
          return total - x * Math.log(p) - (1 - x) * Math.log(1 - p);
        }, 0),
      ),
    );
    const found = termsOf(model, rows);
    expectAllClose([found.loss!, found.negativeLogLikelihood!], [likelihood, likelihood]);
    expect(model.domain).toMatchObject({ minimum: 0, maximum: 1 });
    model.dispose();
  });
});

it('inputs may be corrupted in training, and the clean ones are to be reconstructed', () => {
  const corruption = (x: tf.Tensor) => tf.reverse(x, 1);
  const model = sparseAutoencoder({ inputShape: [2], latentDim: 3, weight: 0, corruption });
  setLayers(model.networks.encoder, { 'encoder-code': encoder });
  setLayers(model.networks.decoder, { 'decoder-output': decoder });
  const error = mean(
    rows.map((row) => {
      const code = dense([...row].reverse(), encoder).map((value) => Math.max(0, value));
      return squaredDistance(row, dense(code, decoder));
    }),
  );
  expectAllClose([termsOf(model, rows, { training: true, random: randomSource(1) }).loss!], [error]);
  model.dispose();
});

it('has the number of active units among its figures', async () => {
  const model = sparseAutoencoder({ inputShape: [6], latentDim: 9 });
  const x = tf.tensor2d(testValues(60, 0, 1), [10, 6]);
  const { activePerExample } = await unitActivity(model, x);
  const figures = await evaluate(model, x, { batchSize: 4 });
  expect(Object.keys(figures)).toEqual(['squaredError', 'activeUnits']);
  expectAllClose([figures.activeUnits!], [activePerExample]);
  expect(activePerExample).toBeGreaterThan(1);
  x.dispose();
  model.dispose();
});

describe('trained', () => {
  beforeAll(() => useBackend('wasm'));

  it('a top-k code finds the bars that images are made of', async () => {
    const bars = tf.tidy(() => {
      const rows = tf.tile(tf.reshape(tf.eye(8), [8, 8, 1]), [1, 1, 8]);
      return tf.reshape(tf.concat([rows, tf.transpose(rows, [0, 2, 1])]), [16, 64]) as tf.Tensor2D;
    });
    const pairs = tf.tidy(() =>
      tf.reshape(tf.add(tf.expandDims(bars, 0), tf.expandDims(bars, 1)), [256, 64]),
    );
    const model = sparseAutoencoder({ inputShape: [64], latentDim: 24, sparsity: 'topK', k: 2 });
    await fit(model, pairs, { epochs: 30, batchSize: 32, learningRate: 0.02 });
    // The cosine of each bar and the feature nearest to it.
    const cosines = tf.tidy(() => {
      const products = tf.matMul(bars, dictionary(model) as tf.Tensor2D, false, true);
      return [...tf.div(tf.max(products, 1), Math.sqrt(8)).dataSync()];
    });
    expect(Math.min(...cosines)).toBeGreaterThan(0.9);
    tf.dispose([bars, pairs]);
    model.dispose();
  });

  it.each(['batch', 'running'] as const)(
    "reach the target of 'kl', estimated by %s means",
    async (estimate) => {
      const model = sparseAutoencoder({
        inputShape: [8, 8, 1],
        latentDim: 32,
        sparsity: 'kl',
        target: 0.1,
        weight: 3,
        estimate,
      });
      await fit(model, digits(), { epochs: 12, batchSize: 64, learningRate: 5e-3 });
      const { mean: means } = await unitActivity(model, digits());
      expect(Math.abs(mean([...means]) - 0.1)).toBeLessThan(0.02);
      model.dispose();
    },
  );
});
