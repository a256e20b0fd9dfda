import { NumericalError } from '@autoencoders/errors';
import { expectAllClose } from '@autoencoders/testing';
import { expect, it } from 'vitest';
import { inverseFactor } from './inverse-factor.js';

it('inverts the factor of a covariance', () => {
  // Of L = [2 0; 3 4].
  const { inverse, logDeterminant } = inverseFactor(Float64Array.of(4, 6, 6, 25), 2);
  expectAllClose(inverse, [1 / 2, 0, -3 / 8, 1 / 4], { relative: 1e-14 });
  expectAllClose([logDeterminant], [-Math.log(8)], { relative: 1e-14 });
});

it('raises the diagonal of a singular one by little, and gives up on what is none', () => {
  const singular = Float64Array.of(1e12, 1e12, 1e12, 1e12);
  const { inverse, logDeterminant } = inverseFactor(singular, 2);
  expect([...inverse, logDeterminant].every(Number.isFinite)).toBe(true);
  expectAllClose(singular, new Float64Array(4).fill(1e12), { relative: 1e-10 });
  expect(() => inverseFactor(Float64Array.of(1, 5, 5, 1), 2)).toThrow(NumericalError);
  expect(() => inverseFactor(Float64Array.of(Number.NaN), 1)).toThrow(NumericalError);
});
