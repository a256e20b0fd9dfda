import { randomSource } from '@autoencoders/backend';
import { useBackend } from '@autoencoders/core';
import type { Rows } from '@autoencoders/data';
import { beforeAll, expect, it } from 'vitest';
import { priorTests, standardized } from './prior-tests.js';

beforeAll(() => useBackend('wasm'));

const shape = [300, 2];
const settings = { count: 100, tests: 3, permutations: 200, seed: 1 };

/** Draws of N(0, I), each value altered. */
function codes(altered: (value: number) => number): Rows {
  const draws = randomSource(7).normal('codes', shape);
  const values = Float32Array.from(draws.dataSync(), altered);
  draws.dispose();
  return { values, shape };
}

it('codes that are draws of the prior pass, and wide or two-sided ones do not', async () => {
  const asPrior = await priorTests(
    codes((value) => value),
    settings,
  );
  expect(asPrior).toHaveLength(3);
  expect(Math.min(...asPrior)).toBeGreaterThan(0.05);
  const wide = await priorTests(
    codes((value) => 2 * value),
    settings,
  );
  expect(Math.max(...wide)).toBeLessThan(0.05);
  const twoSided = await standardized(codes((value) => Math.sign(value) + 0.1 * value));
  expect(Math.max(...(await priorTests(twoSided, settings)))).toBeLessThan(0.05);
});

it('standardised codes have mean 0 and variance 1, which is all that a shifted prior wants', async () => {
  const { values } = await standardized(codes((value) => 5 + 3 * value));
  for (const column of [0, 1]) {
    const own = [...values].filter((_, at) => at % 2 === column);
    const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
    const variance = own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / own.length;
    expect(mean).toBeCloseTo(0, 5);
    expect(variance).toBeCloseTo(1, 5);
  }
  expect(Math.min(...(await priorTests({ values, shape }, settings)))).toBeGreaterThan(0.05);
});
