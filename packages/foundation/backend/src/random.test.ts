import { expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { currentRandomSource, withRandomSource } from './ambient-random.js';
import { randomPermutation, randomSource } from './random.js';
import { threefry } from './threefry.js';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('threefry', () => {
  // The known answers that are distributed with Random123.
  it.each([
    [
      [0, 0],
      [0, 0],
      [0x6b200159, 0x99ba4efe],
    ],
    [
      [0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff],
      [0x1cb996fc, 0xbb002be7],
    ],
    [
      [0x13198a2e, 0x03707344],
      [0x243f6a88, 0x85a308d3],
      [0xc4923a9c, 0x483df7a0],
    ],
  ] as const)('key %j, counter %j', (key, counter, words) => {
    expect(threefry(key, counter)).toEqual(words);
  });
});

describe('randomSource', () => {
  const draw = (seed: number, purpose: string, step: number, count = 1000) => {
    const tensor = randomSource(seed, step).normal(purpose, [count]);
    const values = tensor.dataSync<'float32'>();
    tensor.dispose();
    return values;
  };

  it('repeats, and depends on seed, purpose and step', () => {
    const values = draw(7, 'posterior', 3);
    expect(draw(7, 'posterior', 3)).toEqual(values);
    for (const other of [draw(8, 'posterior', 3), draw(7, 'corruption', 3), draw(7, 'posterior', 4)]) {
      const correlation = other.reduce((sum, value, i) => sum + value * values[i]!, 0) / 1000;
      expect(Math.abs(correlation)).toBeLessThan(0.15);
      expect(other).not.toEqual(values);
    }
    expect(draw(2 ** 40 + 7, 'posterior', 3)).not.toEqual(values);
  });

  it('has the moments of the standard normal', () => {
    const count = 100_000;
    const values = draw(3, 'moments', 1, count);
    const moment = (power: number) => values.reduce((sum, value) => sum + value ** power, 0) / count;
    // Four standard errors each: those of the moments of n normals are sqrt(1, 2, 15, 96) / sqrt(n).
    const error = 4 / Math.sqrt(count);
    expect(Math.abs(moment(1))).toBeLessThan(error);
    expect(Math.abs(moment(2) - 1)).toBeLessThan(error * Math.sqrt(2));
    expect(Math.abs(moment(3))).toBeLessThan(error * Math.sqrt(15));
    expect(Math.abs(moment(4) - 3)).toBeLessThan(error * Math.sqrt(96));
  });

  it('draws neighbours independently', () => {
    const values = draw(3, 'neighbours', 1, 100_000);
    for (const lag of [1, 2, 3]) {
      const correlation =
        values.subarray(lag).reduce((sum, value, i) => sum + value * values[i]!, 0) / 100_000;
      expect(Math.abs(correlation)).toBeLessThan(4 / Math.sqrt(100_000));
    }
  });

  it('is a prefix of the longer draw, whatever was drawn before', () => {
    const long = draw(7, 'posterior', 3, 1000);
    draw(7, 'other', 3, 17);
    expect(draw(7, 'posterior', 3, 123)).toEqual(long.slice(0, 123));
  });

  it('is standard normal by the Kolmogorov-Smirnov distance', () => {
    const count = 50_000;
    const sorted = Float64Array.from(draw(1, 'normal', 0, count)).sort();
    const distance = sorted.reduce(
      (worst, value, i) => Math.max(worst, Math.abs(normalDistribution(value) - (i + 0.5) / count)),
      0,
    );
    // 1.95 / sqrt(n) is exceeded once in a thousand by true normals.
    expect(distance).toBeLessThan(1.95 / Math.sqrt(count));
  });

  it('is uniform on [0, 1)', () => {
    const tensor = randomSource(1).uniform('uniform', [50_001]);
    const sorted = Float64Array.from(tensor.dataSync()).sort();
    tensor.dispose();
    expect(sorted[0]).toBeGreaterThanOrEqual(0);
    expect(sorted.at(-1)).toBeLessThan(1);
    const distance = sorted.reduce(
      (worst, value, i) => Math.max(worst, Math.abs(value - (i + 0.5) / 50_001)),
      0,
    );
    expect(distance).toBeLessThan(1.95 / Math.sqrt(50_001));
  });

  it('leaves nothing but what it returns', async () => {
    await expectNoLeak(() => randomSource(1).normal('normal', [3, 5]).dispose());
  });
});

describe('randomPermutation', () => {
  it('holds each index once and depends on the epoch', () => {
    const order = randomPermutation(1797, 7, 'shuffle', 2);
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 1797 }, (_, i) => i));
    expect(randomPermutation(1797, 7, 'shuffle', 2)).toEqual(order);
    expect(randomPermutation(1797, 7, 'shuffle', 3)).not.toEqual(order);
  });
});

describe('the ambient source', () => {
  it('is in force within, and the one before comes back, also after an error', () => {
    const source = randomSource(5, 9);
    expect(() =>
      withRandomSource(source, () => {
        expect(currentRandomSource()).toBe(source);
        throw new Error('stop');
      }),
    ).toThrow('stop');
    expect(currentRandomSource()).not.toBe(source);
  });
});

/** By Abramowitz and Stegun 7.1.26, good to 1.5e-7. */
function normalDistribution(x: number): number {
  const z = Math.abs(x) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * z);
  const tail =
    t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) *
    Math.exp(-z * z);
  return x > 0 ? 1 - tail / 2 : tail / 2;
}
