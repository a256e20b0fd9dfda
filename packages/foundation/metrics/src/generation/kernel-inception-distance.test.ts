import { useBackend } from '@autoencoders/backend';
import { DataError, OptionError, ShapeError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak } from '@autoencoders/testing';
import { beforeAll, expect, it } from 'vitest';
import { kernelInceptionDistance } from '../index.js';
import { meanWithStandardError } from '../mean-with-standard-error.js';
import { generations } from '../testing/generation-and-disentanglement.js';
import { randomRows } from '../testing/random-rows.js';
import { cubicDiscrepancy } from './cubic-discrepancy.js';

beforeAll(() => useBackend('wasm'));

it.each(generations)('$name: a block as numpy has it', async ({ real, generated, discrepancy }) => {
  const width = real.shape[1]!;
  const same = Math.min(real.shape[0]!, generated.shape[0]!);
  const [x, y] = [real, generated].map(({ values }) => ({
    values: values.subarray(0, same * width),
    shape: [same, width],
  }));
  // Products of a large mean are of its square, to the third power.
  const scale = Math.max(1, ...real.values.map((value) => (value * value) / width)) ** 3;
  expectAllClose([await cubicDiscrepancy(x!, y!)], [discrepancy], { relative: 1e-4, absolute: 1e-6 * scale });
});

it('is 0 on average for one distribution, and within its standard error as often as it should', async () => {
  const figures = await Promise.all(
    Array.from({ length: 40 }, (_, seed) =>
      kernelInceptionDistance(
        randomRows('normal', [400, 5], 2 * seed),
        randomRows('normal', [400, 5], 2 * seed + 1),
        {
          blockSize: 20,
        },
      ),
    ),
  );
  const overall = meanWithStandardError(figures.map(({ mean }) => mean));
  expect(Math.abs(overall.mean)).toBeLessThan(3.5 * overall.standardError);
  const near = figures.filter(({ mean, standardError }) => Math.abs(mean) < 2 * standardError).length;
  expect(near).toBeGreaterThan(33);
  // What was drawn varies as the blocks say that it does.
  const stated = figures.reduce((sum, { standardError }) => sum + standardError, 0) / 40;
  expect(overall.standardError * Math.sqrt(40)).toBeLessThan(1.6 * stated);
  expect(overall.standardError * Math.sqrt(40)).toBeGreaterThan(stated / 1.6);
});

it('does not depend on the number of rows where two distributions differ', async () => {
  const at = (count: number, seed: number) =>
    kernelInceptionDistance(
      randomRows('normal', [count, 4], seed),
      randomRows('uniform', [count, 4], seed + 1),
    );
  const [few, many] = [await at(300, 1), await at(3000, 3)];
  const error = Math.hypot(few.standardError, many.standardError);
  expect(Math.abs(few.mean - many.mean)).toBeLessThan(4 * error);
  expect(many.mean).toBeGreaterThan(10 * many.standardError);
});

it('is the same for a seed, tells how far it is, stops, and leaves no tensor', async () => {
  const [a, b] = [randomRows('normal', [60, 3], 1), randomRows('normal', [50, 3], 2)];
  const seen: number[][] = [];
  await expectNoLeak(async () => {
    const options = { blockSize: 20, seed: 4, onProgress: (...at: number[]) => seen.push(at) };
    const found = await kernelInceptionDistance(a, b, options);
    expect(await kernelInceptionDistance(a, b, { blockSize: 20, seed: 4 })).toEqual(found);
    expect(await kernelInceptionDistance(a, b, { blockSize: 20, seed: 5 })).not.toEqual(found);
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(kernelInceptionDistance(a, b, { signal })).rejects.toThrow('enough');
  });
  expect(seen).toEqual([
    [1, 2],
    [2, 2],
  ]);
});

it('says what is wrong', async () => {
  const rows = randomRows('normal', [30, 3]);
  await expect(kernelInceptionDistance(rows, randomRows('normal', [30, 2]))).rejects.toThrow(ShapeError);
  await expect(kernelInceptionDistance(rows, rows, { blockSize: 16 })).rejects.toThrow(
    '30 rows make 1 blocks of 16',
  );
  await expect(kernelInceptionDistance(rows, rows, { blockSize: 1 })).rejects.toThrow(OptionError);
  await expect(kernelInceptionDistance(rows, rows, { seed: -1 })).rejects.toThrow(OptionError);
  const broken = { ...rows, values: rows.values.map((value, i) => (i === 7 ? Number.NaN : value)) };
  await expect(kernelInceptionDistance(rows, broken)).rejects.toThrow(DataError);
});
