import { fit, useBackend } from '@autoencoders/core';
import { digits } from '@autoencoders/data';
import type { JumpRelu } from '@autoencoders/layers';
import { l1Penalty } from '@autoencoders/losses';
import { expectAllClose } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { sparseAutoencoder, unitActivity } from './index.js';
import {
  decoder,
  dense,
  encoder,
  mean,
  relu,
  rows,
  setLayers,
  sigmoid,
  squaredDistance,
  sum,
  termsOf,
} from './testing/by-hand.js';

beforeAll(() => useBackend('cpu'));

type Options = Parameters<typeof sparseAutoencoder>[0];

function byHand(options: Partial<Options>) {
  const model = sparseAutoencoder({ inputShape: [2], latentDim: 3, k: 1, ...options });
  setLayers(model.networks.encoder, { 'encoder-code': encoder });
  setLayers(model.networks.decoder, { 'decoder-output': decoder });
  return model;
}

const before = rows.map((row) => dense(row, encoder));
const errorOf = (codes: number[][]) =>
  mean(codes.map((code, i) => squaredDistance(rows[i]!, dense(code, decoder))));
const divergence = (target: number, found: number) =>
  target * Math.log(target / found) + (1 - target) * Math.log((1 - target) / (1 - found));

describe('the loss, by hand in double precision,', () => {
  it.each([0.1, 0.7])('of an L1 norm weighed by %d', (weight) => {
    const codes = before.map(relu);
    const error = errorOf(codes);
    const norm = mean(codes.map(sum));
    const model = byHand({ sparsity: 'l1', ...(weight === 0.1 ? {} : { weight }) });
    const found = termsOf(model, rows);
    expectAllClose(
      [found.loss!, found.squaredError!, found.l1Sparsity!],
      [error + weight * norm, error, norm],
    );
    // Of nine activations four are below 0.
    expectAllClose([found.activeUnits!, found.deadUnits!], [5 / 3, 0]);
    model.dispose();
  });

  it.each([
    { weight: 1, target: 0.05 },
    { weight: 0.3, target: 0.2 },
  ])('of the divergence of mean activations from a target, %o', ({ weight, target }) => {
    const codes = before.map(sigmoid);
    const error = errorOf(codes);
    const means = [0, 1, 2].map((unit) => mean(codes.map((code) => code[unit]!)));
    const kl = sum(means.map((found) => divergence(target, found)));
    const model = byHand({ sparsity: 'kl', ...(weight === 1 ? {} : { weight, target }) });
    const found = termsOf(model, rows);
    expectAllClose([found.loss!, found.squaredError!, found.klSparsity!], [error + weight * kl, error, kl]);
    // No sigmoid of these is below 0.1.
    expect(found.activeUnits).toBe(3);
    model.dispose();
  });

  it('of the number of units above their thresholds', () => {
    const threshold = 0.3;
    // The decoder's bias is subtracted first.
    const values = rows.map(([a, b]) => dense([a! - 0.05, b! + 0.4], encoder));
    const codes = values.map((row) => row.map((value) => (value > threshold ? value : 0)));
    const active = mean(codes.map((code) => code.filter((value) => value > 0).length));
    const model = byHand({ sparsity: 'jumpRelu', threshold, weight: 0.4 });
    const found = termsOf(model, rows);
    expectAllClose(
      [found.loss!, found.squaredError!, found.l0!, found.activeUnits!],
      [errorOf(codes) + 0.4 * active, errorOf(codes), active, active],
    );
    model.dispose();
  });

  it('of that number moves thresholds by values near them on either side', () => {
    const [threshold, bandwidth, weight] = [0.3, 0.46, 0.4];
    const slopes = (price: number) => {
      const model = byHand({ sparsity: 'jumpRelu', threshold, bandwidth, weight: price });
      const moved = model.networks.encoder.getLayer('encoder-sparse').weights[0]!.read() as tf.Variable;
      const found = tf.tidy(() => {
        const x = tf.tensor2d(rows);
        const step = { step: 0, epoch: 0, training: false, random: undefined as never };
        const { grads } = tf.variableGrads(() => model.phases[0]!.loss({ x }, step).loss, [moved]);
        return [...grads[moved.name]!.dataSync()];
      });
      model.dispose();
      return found;
    };
    const values = rows.map(([a, b]) => dense([a! - 0.05, b! + 0.4], encoder));
    const near = [0, 1, 2].map((unit) =>
      mean(values.map((row) => Number(Math.abs(row[unit]! - threshold) < bandwidth / 2))),
    );
    // Two of the second unit, one of them below its threshold, and one of the third.
    expectAllClose(near, [0, 2 / 3, 1 / 3]);
    const free = slopes(0);
    // The thresholds are exponentials of what is trained.
    expectAllClose(
      slopes(weight).map((slope, unit) => slope - free[unit]!),
      near.map((share) => (-weight * threshold * share) / bandwidth),
      { absolute: 1e-5 },
    );
  });

  it('of layers that are named, and of further penalties', () => {
    const hidden = {
      kernel: [
        [0.5, -0.9],
        [0.4, 0.8],
      ],
      bias: [0.1, -0.2],
    };
    const options = {
      inputShape: [2],
      latentDim: 3,
      hidden: [2],
      layers: ['code', 'encoder-hidden-1'],
      weight: 0.2,
      penalties: [l1Penalty({ weight: 0.5, layers: ['decoder-hidden-1'] }), () => tf.scalar(7)],
    };
    const model = sparseAutoencoder(options);
    setLayers(model.networks.encoder, { 'encoder-hidden-1': hidden, 'encoder-code': encoder });
    setLayers(model.networks.decoder, {
      'decoder-hidden-1': {
        kernel: [
          [1, 0],
          [0.5, 0.5],
          [-1, 0.3],
        ],
        bias: [0.1, 0.2],
      },
      'decoder-output': hidden,
    });
    const inner = rows.map((row) => relu(dense(row, hidden)));
    const codes = inner.map((row) => relu(dense(row, encoder)));
    const outer = codes.map(([a, b, c]) => relu([a! + 0.5 * b! - c! + 0.1, 0.5 * b! + 0.3 * c! + 0.2]));
    const error = mean(outer.map((row, i) => squaredDistance(rows[i]!, dense(row, hidden))));
    const norm = mean(codes.map(sum)) + mean(inner.map(sum));
    const found = termsOf(model, rows);
    expectAllClose(
      [found.l1Sparsity!, found.l1Sparsity2!, found.penalty!, found.loss!],
      [norm, mean(outer.map(sum)), 7, error + 0.2 * norm + 0.5 * mean(outer.map(sum)) + 7],
    );
    model.dispose();
  });
});

it('refuses a layer that is not there, naming those that are', () => {
  const create = () => byHand({ layers: ['code', 'encoder-hidden-3'] });
  expect(create).toThrow(/no layer 'encoder-hidden-3'.*code, .*encoder-code.*decoder-output/);
});

describe('a heavier weight of the units above their thresholds', () => {
  beforeAll(() => useBackend('wasm'));

  it('moves thresholds up, and units fall below them', async () => {
    const trained = async (weight: number) => {
      const model = sparseAutoencoder({
        inputShape: [8, 8, 1],
        latentDim: 32,
        sparsity: 'jumpRelu',
        weight,
      });
      await fit(model, digits(), { epochs: 10, batchSize: 32, learningRate: 5e-3 });
      const layer = model.networks.encoder.getLayer('encoder-sparse') as JumpRelu;
      const thresholds = tf.tidy(() => [...layer.threshold().dataSync()]);
      const { activePerExample } = await unitActivity(model, digits());
      model.dispose();
      return { threshold: mean(thresholds), activePerExample };
    };
    const [light, heavy] = [await trained(0.001), await trained(0.5)];
    expect(Math.abs(light.threshold - 0.05)).toBeGreaterThan(1e-4);
    expect(heavy.threshold).toBeGreaterThan(3 * 0.05);
    expect(heavy.activePerExample).toBeLessThan(light.activePerExample / 2);
  });
});
