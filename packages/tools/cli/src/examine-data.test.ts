import { arrayDataset } from '@autoencoders/data';
import { describe, expect, it } from 'vitest';
import { examineData } from './examine-data.js';

describe('examineData', () => {
  it('tells range and size, and a fingerprint that any value changes', () => {
    const of = (last: number) =>
      examineData(arrayDataset({ x: Float32Array.from([1, -2, 3, last]), shape: [2] }));
    expect(of(7)).toMatchObject({ examples: 2, minimum: -2, maximum: 7 });
    expect(of(7).fingerprint).toBe(of(7).fingerprint);
    expect(of(7).fingerprint).not.toBe(of(7.000001).fingerprint);
  });
});
