import { expect, it } from 'vitest';
import { normalDraws } from './normal-draws.js';
import { seededRandom } from './seeded-random.js';

it('has the moments of N(0, 1), and neighbours that know nothing of each other', () => {
  const normal = normalDraws(seededRandom(5));
  const values = Array.from({ length: 40_000 }, normal);
  const mean = (of: (value: number, index: number) => number) =>
    values.reduce((sum, value, index) => sum + of(value, index), 0) / values.length;
  // Standard errors: 0.005, 0.007, 0.02, 0.05 and 0.005; four of each.
  expect(Math.abs(mean((value) => value))).toBeLessThan(0.02);
  expect(Math.abs(mean((value) => value ** 2) - 1)).toBeLessThan(0.028);
  expect(Math.abs(mean((value) => value ** 3))).toBeLessThan(0.08);
  expect(Math.abs(mean((value) => value ** 4) - 3)).toBeLessThan(0.2);
  expect(Math.abs(mean((value, i) => value * (values[i + 1] ?? 0)))).toBeLessThan(0.02);
});

it('is finite whatever the uniform values', () => {
  for (const edge of [0, 1 - 2 ** -32]) {
    const normal = normalDraws(() => edge);
    expect([normal(), normal()].every(Number.isFinite)).toBe(true);
  }
});
