import { useBackend } from '@autoencoders/backend';
import type { Rows } from '@autoencoders/data';
import { DataError, NumericalError, OptionError } from '@autoencoders/errors';
import { expectNoLeak } from '@autoencoders/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { intrinsicDimension, intrinsicDimensionMethods as methods } from '../index.js';
import { rowsOf } from '../testing/clusters-and-embeddings.js';
import { randomRows } from '../testing/random-rows.js';

beforeAll(() => useBackend('wasm'));

/** Values `[n, d]` bent into seven dimensions, in which they have as many as before. */
function bent({ values, shape }: Rows): Rows {
  const [count, width] = shape as [number, number];
  const out = Array.from({ length: count }, (_, row) =>
    Array.from({ length: 7 }, (_, to) => {
      const value = values[row * width + (to % width)]!;
      return to < width ? value : Math.sin(value * (1 + to / 7));
    }),
  );
  return rowsOf(out);
}

describe.each(methods)('%s', (method) => {
  it.each([1, 2, 5])('finds %i dimensions, within 13 percent', async (dimension) => {
    const rows = bent(randomRows('uniform', [2500, dimension], 4));
    const found = await intrinsicDimension(rows, { method, neighbors: 10 });
    expect(found / dimension).toBeGreaterThan(0.87);
    expect(found / dimension).toBeLessThan(1.13);
  });

  it('counts no row twice', async () => {
    const rows = randomRows('normal', [300, 3]);
    const twice: Rows = { shape: [600, 3], values: Float32Array.of(...rows.values, ...rows.values) };
    const once = await intrinsicDimension(rows, { method });
    expect(await intrinsicDimension(twice, { method })).toBe(once);
    expect(await intrinsicDimension(rows, { method, sample: 200 })).not.toBe(once);
  });

  it('refuses rows of which too few differ', async () => {
    const same = { shape: [50, 2], values: new Float32Array(100).fill(4) };
    await expect(intrinsicDimension(same, { method })).rejects.toThrow(DataError);
    await expect(intrinsicDimension(same, { method })).rejects.toThrow(/1 distinct rows of 50/);
    const nothing = { shape: [0, 2], values: new Float32Array() };
    await expect(intrinsicDimension(nothing, { method })).rejects.toThrow(DataError);
  });

  it('says so where no distance is larger than another', async () => {
    const corners = rowsOf([1, 2, 3, 4].map((one) => [1, 2, 3, 4].map((place) => (place === one ? 1 : 0))));
    const work = intrinsicDimension(corners, { method, neighbors: 3 });
    await expect(work).rejects.toThrow(NumericalError);
  });

  it('leaves no tensor behind', async () => {
    const rows = randomRows('normal', [50, 3]);
    await expectNoLeak(() => intrinsicDimension(rows, { method }));
  });
});

it('is the formula by hand', async () => {
  // Points 0, 1, 3, 7, 15: nearest two (1, 3), (1, 2), (2, 3), (4, 6), (8, 12).
  const line = rowsOf([[0], [1], [3], [7], [15]]);
  const ratios = [3, 2, 3 / 2, 3 / 2, 3 / 2].sort((a, b) => a - b).map(Math.log);
  const likelihood = 5 / ratios.reduce((sum, ratio) => sum + ratio);
  const found = await intrinsicDimension(line, { method: 'maximum-likelihood', neighbors: 2 });
  expect(found).toBeCloseTo(likelihood, 12);
  const fitted = ratios.slice(0, 4);
  const above = fitted.reduce((sum, ratio, i) => sum - ratio * Math.log(1 - (i + 1) / 5), 0);
  const below = fitted.reduce((sum, ratio) => sum + ratio ** 2, 0);
  expect(await intrinsicDimension(line)).toBeCloseTo(above / below, 12);
});

it('names an option that cannot be', async () => {
  const rows = randomRows('normal', [10, 2]);
  await expect(intrinsicDimension(rows, { method: 'box' as never })).rejects.toThrow(OptionError);
  await expect(intrinsicDimension(rows, { neighbors: 1 })).rejects.toThrow(OptionError);
  await expect(intrinsicDimension(rows, { sample: 1 })).rejects.toThrow(OptionError);
});
