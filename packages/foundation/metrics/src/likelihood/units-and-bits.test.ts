import { randomSource, useBackend } from '@autoencoders/backend';
import { tensorDataset } from '@autoencoders/data';
import { DataError, OptionError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { activeUnits, bitsPerDimension } from '../index.js';

beforeAll(() => useBackend('wasm'));

describe('activeUnits', () => {
  const gains = [1, 0.11, 0.09, 0];
  const model = {
    posterior: (x: tf.Tensor) =>
      tf.tidy(() => ({ mean: tf.add(tf.mul(x, gains), 50), logVariance: tf.zerosLike(x) })),
  };

  it('counts those whose mean varies', async () => {
    const x = randomSource(1).normal('x', [4000, 4]);
    await expectNoLeak(async () => {
      const found = await activeUnits(model, tensorDataset(x), { batchSize: 333 });
      expect(found.count).toBe(2);
      const known = tf.tidy(() => [...tf.mul(tf.moments(x, 0).variance, tf.square(gains)).dataSync()]);
      expectAllClose(found.variances, known, { relative: 1e-2, absolute: 1e-9 });
      expect((await activeUnits(model, x, { threshold: 0.005 })).count).toBe(3);
    });
    x.dispose();
  });

  it('says what is wrong', async () => {
    const x = tf.zeros([1, 4]);
    await expect(activeUnits(model, x)).rejects.toThrow(DataError);
    await expect(activeUnits(model, x, { threshold: -1 })).rejects.toThrow(OptionError);
    x.dispose();
  });
});

describe('bitsPerDimension', () => {
  it('a fair coin is one bit, and uniform bytes are eight', () => {
    expect(bitsPerDimension(784 * Math.log(2), 784)).toBeCloseTo(1, 12);
    // Uniform over 256 values: as a probability, and as a density of 1 on [0, 1].
    expect(bitsPerDimension(3072 * Math.log(256), 3072)).toBeCloseTo(8, 12);
    expect(bitsPerDimension(0, 3072, { levels: 256 })).toBe(8);
    // Twice as dense on half of the range: a bit less.
    expect(bitsPerDimension(-3072 * Math.log(2), 3072, { levels: 256 })).toBeCloseTo(7, 12);
  });

  it('says what is wrong', () => {
    expect(() => bitsPerDimension(Number.NaN, 3)).toThrow(OptionError);
    expect(() => bitsPerDimension(1, 0)).toThrow(OptionError);
    expect(() => bitsPerDimension(1, 3, { levels: 0.5 })).toThrow(OptionError);
  });
});
