import { expectAllClose } from '@autoencoders/testing';
import { expect, it } from 'vitest';
import { standardizationOf, standardized, unstandardized } from './standardization.js';

const rows = { values: Float32Array.from([1, 0.1, 2, 3, 0.1, 6, 8, 0.1, 1]), shape: [3, 3] };

it('gives each column mean 0 and standard deviation 1, a constant one 0, and takes it back', () => {
  const by = standardizationOf(rows);
  const { values, shape } = standardized(rows, by);
  expect(shape).toEqual([3, 3]);
  for (const column of [0, 2]) {
    const of = [0, 1, 2].map((row) => values[row * 3 + column]!);
    expect(of[0]! + of[1]! + of[2]!).toBeCloseTo(0, 5);
    expect(of.reduce((sum, z) => sum + z * z, 0) / 3).toBeCloseTo(1, 5);
  }
  expectAllClose([values[1]!, values[4]!, values[7]!], [0, 0, 0]);
  expectAllClose(unstandardized({ values, shape }, by).values, rows.values);
  expect(standardized(rows, undefined)).toBe(rows);
  expect(unstandardized(rows, undefined)).toBe(rows);
});
