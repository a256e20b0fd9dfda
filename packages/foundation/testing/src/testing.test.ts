import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { expectAllClose, expectNoLeak, finiteDifferences, testValues, worstDeviation } from './index.js';

describe('testing', () => {
  it('finite differences are the derivative', () => {
    const [x, y] = finiteDifferences(([a, b]) => Math.sin(a!) * b! ** 3, [0.4, 1.5]);
    expect(x).toBeCloseTo(Math.cos(0.4) * 1.5 ** 3, 8);
    expect(y).toBeCloseTo(3 * Math.sin(0.4) * 1.5 ** 2, 8);
  });

  it('closeness fails on what is far, NaN or of another length', () => {
    expectAllClose([1, 2], [1, 2.0001]);
    expect(() => expectAllClose([1, 2], [1, 2.1])).toThrow(/element 1 of 2 is 2, expected 2.1/);
    expect(() => expectAllClose([Number.NaN], [1])).toThrow();
    expect(() => expectAllClose([1], [Number.NaN])).toThrow();
    expect(() => expectAllClose([1], [1, 2])).toThrow(/lengths/);
    expect(worstDeviation([1], [1])).toBe(0);
  });

  it('a leak is counted', async () => {
    await tf.setBackend('cpu');
    const kept: tf.Tensor[] = [];
    await expect(expectNoLeak(() => kept.push(tf.scalar(1)))).rejects.toThrow('1 tensors were left alive');
    await expectNoLeak(() => kept.push(tf.scalar(1)), 1);
    tf.dispose(kept);
  });

  it('test values repeat and stay in range', () => {
    expect(testValues(100, 2, 3, 5)).toEqual(testValues(100, 2, 3, 5));
    expect(testValues(100, 2, 3).every((value) => value >= 2 && value < 3)).toBe(true);
  });
});
