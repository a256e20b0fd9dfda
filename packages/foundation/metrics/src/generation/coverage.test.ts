import { useBackend } from '@autoencoders/backend';
import { gaussianGrid } from '@autoencoders/data';
import { DataError, OptionError, ShapeError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak } from '@autoencoders/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { classCoverage, modeCoverage } from '../index.js';
import { coverages } from '../testing/samples-of-generators.js';

beforeAll(() => useBackend('wasm'));

const rows = (values: number[][]) => ({
  values: Float32Array.from(values.flat()),
  shape: [values.length, values[0]!.length],
});

describe('modes covered', () => {
  it.each(coverages)('$name: as numpy has it', async ({ samples, centers, within, least, ...known }) => {
    const found = await modeCoverage(samples, centers, { within, least });
    expect([found.modes, [...found.counts]]).toEqual([known.modes, known.counts]);
    expect(found.highQuality).toBeCloseTo(known.highQuality, 12);
    expect(found.klDivergence).toBeCloseTo(known.klDivergence, 10);
  });

  it('by hand: two of three modes, one sample between them, one too far', async () => {
    const centers = rows([[0], [10], [20]]);
    const samples = rows([[0], [0.5], [1], [11], [4], [-1.5], [9], [10.5]]);
    const found = await modeCoverage(samples, centers, { within: 1 });
    // 4 and -1.5 are the first mode's, and not good.
    expect(found).toMatchObject({ modes: 2, highQuality: 6 / 8, counts: Int32Array.of(3, 3, 0) });
    const divergence = (5 / 8) * Math.log((5 / 8) * 3) + (3 / 8) * Math.log((3 / 8) * 3);
    expect(found.klDivergence).toBeCloseTo(divergence, 12);
    expect((await modeCoverage(samples, centers, { within: 1, least: 4 })).modes).toBe(0);
  });

  it('of the mixture itself are all of them, and nearly all of good quality', async () => {
    const { data, centers, standardDeviation } = await gaussianGrid({ count: 5000, seed: 3 });
    const values = data.values(Array.from({ length: 5000 }, (_, row) => row));
    await expectNoLeak(async () => {
      const found = await modeCoverage({ values, shape: [5000, 2] }, centers, {
        within: 3 * standardDeviation,
      });
      expect(found.modes).toBe(25);
      // Within 3 deviations in two dimensions: 1 - exp(-9/2).
      expect(Math.abs(found.highQuality - (1 - Math.exp(-4.5)))).toBeLessThan(0.006);
      // Twice the examples times it is chi-square of 24 degrees of freedom.
      expect(Math.abs(10_000 * found.klDivergence - 24)).toBeLessThan(4 * Math.sqrt(48));
    });
  });

  it('are refused where they have no meaning', async () => {
    const centers = rows([[0, 0]]);
    await expect(modeCoverage(centers, centers, { within: 0 })).rejects.toThrow(OptionError);
    await expect(modeCoverage(centers, centers, { within: 1, least: 0 })).rejects.toThrow(OptionError);
    await expect(modeCoverage(rows([[0]]), centers, { within: 1 })).rejects.toThrow(ShapeError);
    await expect(modeCoverage(rows([[0, Number.NaN]]), centers, { within: 1 })).rejects.toThrow(DataError);
  });
});

describe('classes covered', () => {
  it('by hand, of classes that should come as often', () => {
    const found = classCoverage([0, 0, 2, 2], 4);
    expect(found).toEqual({
      modes: 2,
      klDivergence: expect.closeTo(Math.log(2)),
      counts: Int32Array.of(2, 0, 2, 0),
    });
    expect(classCoverage([0, 1, 2, 3, 3, 2, 1, 0], 4)).toMatchObject({ modes: 4, klDivergence: 0 });
    expect(classCoverage([0, 0, 2], 4, { least: 2 }).modes).toBe(1);
  });

  it('by hand, of those of real examples', () => {
    const real = [0, 0, 0, 1];
    expectAllClose(
      [classCoverage([0, 1], 2, { real }).klDivergence],
      [0.5 * Math.log(0.5 / 0.75) + 0.5 * Math.log(0.5 / 0.25)],
    );
    expect(classCoverage([0, 1, 0, 0], 3, { real }).klDivergence).toBe(0);
    expect(classCoverage([2], 3, { real }).klDivergence).toBe(Number.POSITIVE_INFINITY);
  });

  it('one of a thousand: the divergence of a collapse is log 1000', () => {
    const labels = new Int32Array(25_600).fill(407);
    expectAllClose([classCoverage(labels, 1000).klDivergence], [Math.log(1000)]);
  });

  it('are refused where they have no meaning', () => {
    expect(() => classCoverage([], 3)).toThrow(DataError);
    expect(() => classCoverage([0, 3], 3)).toThrow('labels hold 3 at example 1: classes are 0 to 2');
    expect(() => classCoverage([-1], 3)).toThrow(DataError);
    expect(() => classCoverage([0.5], 3)).toThrow(DataError);
    expect(() => classCoverage([0], 3, { real: [5] })).toThrow('labels of real examples hold 5');
    expect(() => classCoverage([0], 0)).toThrow(OptionError);
    expect(() => classCoverage([0], 3, { least: 0 })).toThrow(OptionError);
  });
});
