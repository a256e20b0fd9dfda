import { randomSource, useBackend } from '@autoencoders/backend';
import { arrayDataset } from '@autoencoders/data';
import { mnist } from '@autoencoders/data/node';
import { DataError, OptionError, ShapeError } from '@autoencoders/errors';
import { expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { featureRows, frechetDistance, frechetInceptionDistance } from '../index.js';
import { mnistFeatures } from '../mnist-features.js';
import { generations } from '../testing/generation-and-disentanglement.js';
import { randomRows } from '../testing/random-rows.js';

beforeAll(() => useBackend('wasm'));

describe('frechetDistance', () => {
  it.each(generations)('$name: as numpy has it', ({ real, generated, frechetDistance: known }) => {
    expect(Math.abs(frechetDistance(real, generated) / known - 1)).toBeLessThan(1e-6);
    expect(Math.abs(frechetDistance(generated, real) / known - 1)).toBeLessThan(1e-6);
  });

  it.each(generations)('$name: 0 from itself', ({ real, frechetDistance: known }) => {
    expect(frechetDistance(real, real)).toBeLessThan(1e-5 * known);
  });

  it('is the closed form of what was moved and stretched', () => {
    // y = s x + t along axes: C₁ C₂ = (C₁ S)², so d² = |Δm|² + Tr(C₁ (S - I)²), of the mean and variances drawn.
    const x = randomRows('normal', [400, 3], 2);
    const [s, t] = [
      [1.5, 0.5, 2],
      [3, -1, 0],
    ];
    const y = { ...x, values: x.values.map((value, i) => s[i % 3]! * value + t[i % 3]!) };
    const column = (k: number) => [...x.values].filter((_, i) => i % 3 === k);
    const known = [0, 1, 2].reduce((sum, k) => {
      const values = column(k);
      const mean = values.reduce((a, b) => a + b) / 400;
      const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / 399;
      return sum + (t[k]! + (s[k]! - 1) * mean) ** 2 + variance * (s[k]! - 1) ** 2;
    }, 0);
    expect(Math.abs(frechetDistance(x, y) / known - 1)).toBeLessThan(1e-6);
    const moved = { ...x, values: x.values.map((value, i) => value + t[i % 3]!) };
    expect(frechetDistance(x, moved)).toBeCloseTo(10, 4);
  });

  it('says what is wrong', () => {
    const row = { values: Float32Array.of(1, 2), shape: [1, 2] };
    const rows = randomRows('normal', [5, 2]);
    expect(() => frechetDistance(row, rows)).toThrow(DataError);
    expect(() => frechetDistance(rows, randomRows('normal', [5, 3]))).toThrow(ShapeError);
    expect(() => frechetDistance(rows, { ...rows, shape: [4, 2] })).toThrow(ShapeError);
    const broken = { values: Float32Array.of(1, 2, Number.NaN, 4), shape: [2, 2] };
    expect(() => frechetDistance(rows, broken)).toThrow('NaN at row 1, value 0');
  });
});

describe('frechetInceptionDistance', () => {
  const double = (x: tf.Tensor) => tf.mul(x, 2);

  it('is the distance of features, whatever the batches, by a function or a network', async () => {
    const [a, b] = [randomRows('normal', [57, 2, 2], 1), randomRows('uniform', [40, 2, 2], 2)];
    const twice = (rows: typeof a) => ({ ...rows, values: rows.values.map((value) => 2 * value) });
    const known = frechetDistance(twice(a), twice(b));
    const [real, generated] = [a, b].map(({ values }) => arrayDataset({ x: values, shape: [2, 2] }));
    for (const batchSize of [7, 100]) {
      const found = await frechetInceptionDistance(double, real!, generated!, { batchSize });
      expect(found).toBeCloseTo(known, 5);
    }
    const network = tf.sequential({
      layers: [tf.layers.flatten({ inputShape: [2, 2] }), tf.layers.dense({ units: 4 })],
    });
    const weights = tf.tidy(() => [tf.mul(tf.eye(4), 2), tf.zeros([4])]);
    network.setWeights(weights);
    tf.dispose(weights);
    const x = tf.tensor(b.values, [40, 2, 2]);
    expect(await frechetInceptionDistance(network, real!, x)).toBeCloseTo(known, 5);
    x.dispose();
    network.dispose();
  });

  it('tells digits from noise, and of two corruptions which is worse', async () => {
    const { test } = await mnist();
    const rows = (from: number) => test.subset(Array.from({ length: 500 }, (_, i) => from + i));
    const features = mnistFeatures();
    const spoiled = (amount: number) => (x: tf.Tensor) =>
      tf.tidy(() => {
        const noise = randomSource(3).normal('spoil', x.shape);
        return features.apply(tf.clipByValue(tf.add(x, tf.mul(noise, amount)), 0, 1)) as tf.Tensor;
      });
    const digits = await featureRows(features, rows(0));
    const from = async (amount: number) =>
      frechetDistance(digits, await featureRows(spoiled(amount), rows(500)));
    const [none, some, much] = [await from(0), await from(0.2), await from(0.6)];
    expect(none).toBeLessThan(some / 2);
    expect(some).toBeLessThan(much / 2);
    features.dispose();
  });

  it('leaves no tensor, and stops when told to', async () => {
    const real = arrayDataset({ x: randomRows('normal', [30, 3]).values, shape: [3] });
    await expectNoLeak(() => frechetInceptionDistance((x) => x, real, real, { batchSize: 4 }));
    const stop = new AbortController();
    const options = { batchSize: 1, signal: stop.signal, onProgress: () => stop.abort(new Error('enough')) };
    await expectNoLeak(() =>
      expect(frechetInceptionDistance(double, real, real, options)).rejects.toThrow('enough'),
    );
  });

  it('says what is wrong', async () => {
    const real = arrayDataset({ x: randomRows('normal', [30, 3]).values, shape: [3] });
    await expectNoLeak(async () => {
      const wrong = (features: (x: tf.Tensor) => tf.Tensor) => expect(featureRows(features, real)).rejects;
      await wrong((x) => tf.mean(x, 0)).toThrow(ShapeError);
      await wrong((x) => tf.sum(x)).toThrow('one row for each');
      await expect(featureRows(double, real, { batchSize: 0 })).rejects.toThrow(OptionError);
      const infinite = (x: tf.Tensor) => tf.div(x, 0);
      await expect(frechetInceptionDistance(infinite, real, real)).rejects.toThrow(DataError);
    });
  });
});
