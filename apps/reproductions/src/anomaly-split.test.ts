import { arrayDataset } from '@autoencoders/data';
import { describe, expect, it } from 'vitest';
import { anomalySplit } from './anomaly-split.js';

/** Seven normal rows, -1 to -7, and two anomalies. */
const table = arrayDataset({
  x: [-1, 10, -2, -3, -4, 20, -5, -6, -7].map((value) => [value]),
  y: Int32Array.from([0, 1, 0, 0, 0, 1, 0, 0, 0]),
});
const sorted = (values: Iterable<number>) => [...values].sort((a, b) => a - b);

describe('a split', () => {
  it('of one class trains on half of the normal rows and tests on all others', () => {
    const { train, test, labels } = anomalySplit(table, 'one-class', 1);
    expect([train.shape, test.shape]).toEqual([
      [3, 1],
      [6, 1],
    ]);
    expect([...train.values].every((value) => value < 0)).toBe(true);
    expect(sorted([...train.values, ...test.values])).toEqual([-7, -6, -5, -4, -3, -2, -1, 10, 20]);
    expect([...labels]).toEqual([...test.values].map((value) => (value > 0 ? 1 : 0)));
  });

  it('of one class is drawn by the seed', () => {
    const drawn = (seed: number) => sorted(anomalySplit(table, 'one-class', seed).train.values).join();
    expect(drawn(1)).toBe(drawn(1));
    expect(new Set([1, 2, 3, 4, 5].map(drawn)).size).toBeGreaterThan(1);
  });

  it('without supervision trains and tests on all rows', () => {
    const { train, test, labels } = anomalySplit(table, 'unsupervised', 1);
    expect(train).toBe(test);
    expect([train.shape, labels.length]).toEqual([[9, 1], 9]);
    expect([...labels]).toEqual([0, 1, 0, 0, 0, 1, 0, 0, 0]);
  });
});
