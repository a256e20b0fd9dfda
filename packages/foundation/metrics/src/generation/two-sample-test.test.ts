import { useBackend } from '@autoencoders/backend';
import { DataError, OptionError, ShapeError } from '@autoencoders/errors';
import { maximumMeanDiscrepancy } from '@autoencoders/losses';
import { expectAllClose, expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { twoSampleTest } from '../index.js';
import { randomRows } from '../testing/random-rows.js';
import { tests } from '../testing/samples-of-generators.js';

beforeAll(() => useBackend('wasm'));

it.each(tests)('$name: as numpy has it', async ({ x, y, kernel, scales, ...known }) => {
  const found = await twoSampleTest(x, y, {
    kernel,
    permutations: 2000,
    ...(scales ? { scales } : {}),
  });
  expectAllClose(found.scales, known.used, { relative: 1e-3 });
  expectAllClose([found.statistic], [known.statistic], { relative: 1e-3, absolute: 1e-5 });
  if (known.exactPValue === undefined) return;
  // Four standard errors.
  const slack = 4 * Math.sqrt((known.exactPValue * (1 - known.exactPValue)) / 2000);
  expect(Math.abs(found.pValue - known.exactPValue)).toBeLessThan(slack + 1 / 2001);
});

it('the statistic is that of losses, which computes it from three matrices', async () => {
  const [x, y] = [randomRows('normal', [300, 4], 1), randomRows('uniform', [200, 4], 2)];
  const { statistic } = await twoSampleTest(x, y, { scales: [2, 8], permutations: 1 });
  const expected = tf.tidy(() =>
    maximumMeanDiscrepancy(tf.tensor2d(x.values, [300, 4]), tf.tensor2d(y.values, [200, 4]), {
      kernel: 'rbf',
      scales: [2, 8],
    }).dataSync(),
  );
  expectAllClose([statistic], expected, { relative: 1e-3 });
});

it('finds a difference of one distribution as seldom as it says: p-values are uniform', async () => {
  const draws = 300;
  const found: number[] = [];
  for (let seed = 0; seed < draws; seed++) {
    // Samples of different sizes, of a distribution that is skewed.
    const [x, y] = [randomRows('uniform', [24, 2], 2 * seed), randomRows('uniform', [16, 2], 2 * seed + 1)];
    for (const { values } of [x, y]) values.set(values.map((value) => value ** 3));
    found.push((await twoSampleTest(x, y, { permutations: 99, seed })).pValue);
  }
  const ordered = [...found].sort((a, b) => a - b);
  // Kolmogorov and Smirnov, at 0.1 %, over the steps of a hundredth that p-values come in.
  const gap = Math.max(...ordered.map((p, at) => Math.abs((at + 0.5) / draws - (p - 0.005))));
  expect(gap).toBeLessThan(1.95 / Math.sqrt(draws) + 0.01);
  for (const level of [0.05, 0.1, 0.2]) {
    const share = found.filter((p) => p <= level).length / draws;
    expect(Math.abs(share - level)).toBeLessThan(3.3 * Math.sqrt((level * (1 - level)) / draws));
  }
});

it('finds a shift, and a difference that means do not have', async () => {
  const shifted = (by: number, seed: number) => {
    const rows = randomRows('normal', [150, 4], seed);
    return { ...rows, values: rows.values.map((value) => value + by) };
  };
  const missed = { shift: 0, shape: 0 };
  for (let seed = 0; seed < 20; seed++) {
    const x = randomRows('normal', [150, 4], 100 + seed);
    if ((await twoSampleTest(x, shifted(0.3, seed), { permutations: 199 })).pValue > 0.05) missed.shift += 1;
    // Of the same mean and variance as a normal: only the shape differs.
    const uniform = randomRows('uniform', [150, 4], seed);
    const y = { ...uniform, values: uniform.values.map((value) => (value < 0.5 ? -1 : 1)) };
    const options = { permutations: 199, scales: [1] };
    if ((await twoSampleTest(x, y, options)).pValue > 0.05) missed.shape += 1;
  }
  expect(missed).toEqual({ shift: 0, shape: 0 });
});

it('gives the least p-value that permutations allow where samples are far apart, and 1 where all rows are equal', async () => {
  const far = { values: new Float32Array(40).fill(1e6), shape: [20, 2] };
  const near = randomRows('normal', [20, 2]);
  expect((await twoSampleTest(near, far, { permutations: 499 })).pValue).toBe(1 / 500);
  expect(await twoSampleTest(far, far, { permutations: 49 })).toMatchObject({ statistic: 0, pValue: 1 });
});

it('takes rows of any shape and unit', async () => {
  const [x, y] = [randomRows('normal', [30, 2, 3], 1), randomRows('normal', [40, 2, 3], 2)];
  const options = { permutations: 300, seed: 5 };
  const found = await twoSampleTest(x, y, options);
  const scaled = (rows: typeof x) => ({ ...rows, values: rows.values.map((value) => value * 2 ** 70) });
  const same = await twoSampleTest(scaled(x), scaled(y), options);
  expect([same.statistic, same.pValue]).toEqual([found.statistic, found.pValue]);
});

it('is the same for a seed, tells how far it is, stops, and leaves no tensor', async () => {
  const [x, y] = [randomRows('normal', [30, 3], 1), randomRows('normal', [20, 3], 2)];
  const seen: number[][] = [];
  await expectNoLeak(async () => {
    const onProgress = (...at: number[]) => void seen.push(at);
    const found = await twoSampleTest(x, y, { permutations: 300, seed: 4, onProgress });
    expect(await twoSampleTest(x, y, { permutations: 300, seed: 4 })).toEqual(found);
    const other = await twoSampleTest(x, y, { permutations: 300, seed: 5 });
    expect(other.statistic).toBe(found.statistic);
    expect(other.pValue).not.toBe(found.pValue);
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(twoSampleTest(x, y, { signal })).rejects.toThrow('enough');
  });
  expect(seen).toEqual([
    [255, 300],
    [300, 300],
  ]);
});

it('takes a thousand permutations of a thousand rows of each', async () => {
  const [x, y] = [randomRows('normal', [1000, 8], 1), randomRows('normal', [1000, 8], 2)];
  const { pValue } = await twoSampleTest(x, y);
  expect(pValue).toBeGreaterThan(0.01);
});

it('says what is wrong', async () => {
  const rows = randomRows('normal', [10, 3]);
  await expect(twoSampleTest(rows, randomRows('normal', [10, 2]))).rejects.toThrow(ShapeError);
  await expect(twoSampleTest(rows, randomRows('normal', [1, 3]))).rejects.toThrow(
    '10 and 1 rows: give at least 2',
  );
  const broken = { ...rows, values: rows.values.map((value, i) => (i === 7 ? Number.NaN : value)) };
  await expect(twoSampleTest(rows, broken)).rejects.toThrow(DataError);
  for (const options of [{ permutations: 0 }, { seed: -1 }, { scales: [] }, { scales: [1, 0] }]) {
    await expect(twoSampleTest(rows, rows, options)).rejects.toThrow(OptionError);
  }
  await expect(twoSampleTest(rows, rows, { kernel: 'linear' as 'rbf' })).rejects.toThrow(OptionError);
});
