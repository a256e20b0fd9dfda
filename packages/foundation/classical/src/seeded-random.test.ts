import { expect, it } from 'vitest';
import { seededRandom } from './seeded-random.js';

const many = (draw: () => number) => Array.from({ length: 20_000 }, draw);

it('is uniform, and the same for the same seed and stream only', () => {
  const values = many(seededRandom(3));
  expect(values).toEqual(many(seededRandom(3)));
  expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...values)).toBeLessThan(1);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  // The standard error is 0.002.
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.01);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  expect(variance).toBeCloseTo(1 / 12, 2);
  for (const other of [seededRandom(4), seededRandom(3, 1), seededRandom(3 + 2 ** 32)]) {
    const found = many(other);
    const covariance =
      found.reduce((sum, value, i) => sum + (value - 0.5) * (values[i]! - 0.5), 0) / found.length;
    expect(Math.abs(covariance)).toBeLessThan(0.003);
  }
});
