import { expectAllClose } from '@autoencoders/testing';
import { expect, it } from 'vitest';
import { principalComponents } from './principal-components.js';

it('finds the axes of points laid on them, widest first, and their shares of the variance', () => {
  // ±3 along (0, 0.6, 0.8), ±1 along (0, -0.8, 0.6), around (10, 20, 30): variances 9 : 1.
  const rows = [
    [10, 21.8, 32.4],
    [10, 18.2, 27.6],
    [10, 19.2, 30.6],
    [10, 20.8, 29.4],
  ];
  const { values, shares } = principalComponents(rows.flat(), 4, 3);
  expectAllClose(shares, [0.9, 0.1], { absolute: 1e-9 });
  const [first, second] = [0, 1].map((axis) => [0, 1, 2, 3].map((row) => values[row * 2 + axis]!));
  expectAllClose(first!, [3, -3, 0, 0], { absolute: 1e-9 });
  // The widest weight is -0.8, so the axis is turned round.
  expectAllClose(second!, [0, 0, -1, 1], { absolute: 1e-9 });
});

it('takes dimensions that never change', () => {
  const { values } = principalComponents([1, 5, 0, 2, 5, 0, 3, 5, 0], 3, 3);
  expect([...values].every(Number.isFinite)).toBe(true);
});
