import { expect, it } from 'vitest';
import { codeSpread } from './code-spread.js';

it('gives mean and standard deviation, the widest first', () => {
  // Columns 2, 4, 6 and 1, 1, 1 and -3, 0, 3.
  const { mean, deviation, order } = codeSpread(Float32Array.of(2, 1, -3, 4, 1, 0, 6, 1, 3), 3);
  expect([...mean]).toEqual([4, 1, 0]);
  expect(deviation[0]).toBeCloseTo(Math.sqrt(8 / 3));
  expect(deviation[1]).toBe(0);
  expect(deviation[2]).toBeCloseTo(Math.sqrt(6));
  expect([...order]).toEqual([2, 0, 1]);
});
