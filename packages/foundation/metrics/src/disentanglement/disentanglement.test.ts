import { useBackend } from '@autoencoders/backend';
import { sprites } from '@autoencoders/data';
import { AutoencoderError, DataError, OptionError, ShapeError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak } from '@autoencoders/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { betaVaeScore, mutualInformationGap } from '../index.js';
import { classification, disentanglements, factors } from '../testing/generation-and-disentanglement.js';
import { randomRows } from '../testing/random-rows.js';
import { linearAccuracy } from './linear-classifier.js';

beforeAll(() => useBackend('wasm'));

/** Every combination of three factors; images are not needed. */
const grid = sprites({ size: 8, shape: 3, scale: 4, orientation: 1, x: 5, y: 1 }).all().factors;
const examples = grid.shape[0];

/** Codes made of the factors of each example. */
function codesOf(width: number, code: (factors: readonly number[]) => readonly number[]) {
  const values = new Float32Array(examples * width);
  for (let row = 0; row < examples; row++) {
    values.set(code([...grid.values.subarray(3 * row, 3 * row + 3)]), width * row);
  }
  return { values, shape: [examples, width] };
}

const factorsThemselves = codesOf(3, (factors) => factors);
const noise = randomRows('normal', [examples, 3], 1);

describe('mutualInformationGap', () => {
  it.each(disentanglements)('$name: as scikit-learn has it', ({ codes, bins, gaps }) => {
    const found = mutualInformationGap(codes, factors, { bins });
    expectAllClose(found.factors, gaps, { relative: 1e-9, absolute: 1e-12 });
    expect(found.gap).toBeCloseTo(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length, 9);
  });

  it('is 1 where each factor has a dimension of its own, and 0 where two say the same', () => {
    expectAllClose(mutualInformationGap(factorsThemselves, grid).factors, [1, 1, 1]);
    const shuffled = codesOf(4, ([a, b, c]) => [-2 * c!, 0, 7 * a! + 3, b!]);
    expect(mutualInformationGap(shuffled, grid).gap).toBeCloseTo(1, 9);
    const twice = codesOf(6, ([a, b, c]) => [a!, b!, c!, -a!, -b!, -c!]);
    expect(mutualInformationGap(twice, grid).gap).toBeCloseTo(0, 9);
    const constant = codesOf(3, () => [1, 1, 1]);
    expect(mutualInformationGap(constant, grid).gap).toBe(0);
  });

  it('with one dimension, is what that says', () => {
    // Whether a factor of four values is one of the upper two: a bit of two.
    const found = mutualInformationGap(
      codesOf(1, ([, b]) => [b! >= 2 ? 1 : 0]),
      grid,
    );
    expectAllClose(found.factors, [0, 0.5, 0], { absolute: 1e-9 });
  });
});

describe('betaVaeScore', () => {
  const small = { train: 600, test: 300 };

  it('is 1 for codes that are the factors', async () => {
    expect(await betaVaeScore(factorsThemselves, grid, small)).toBe(1);
  });

  it('is by chance for noise and for nothing', async () => {
    for (const codes of [noise, codesOf(2, () => [1, 1])]) {
      const score = await betaVaeScore(codes, grid, small);
      // One of three, within four standard errors and what can be learnt of 60 fixed rows of noise.
      expect(Math.abs(score - 1 / 3)).toBeLessThan(0.2);
    }
  });

  it('tells as many factors as the code has', async () => {
    const two = await betaVaeScore(
      codesOf(2, ([a, b]) => [a!, b!]),
      grid,
      small,
    );
    expect(two).toBe(1);
    const one = await betaVaeScore(
      codesOf(1, ([a]) => [a!]),
      grid,
      small,
    );
    expect(one).toBeGreaterThan(0.55);
    expect(one).toBeLessThan(0.8);
  });

  it('is the same for a seed whatever the scale of a dimension, stops, and leaves no tensor', async () => {
    const mixed = codesOf(3, ([a, b, c]) => [a! + 2 * b!, b! - c!, a! + c!]);
    const stretched = {
      ...mixed,
      values: mixed.values.map((value, i) => (i % 3 === 1 ? 512 * value : value)),
    };
    const options = { train: 200, test: 200, pairs: 4 };
    await expectNoLeak(async () => {
      const score = await betaVaeScore(mixed, grid, { ...options, seed: 3 });
      expect(await betaVaeScore(mixed, grid, { ...options, seed: 3 })).toBe(score);
      expect(await betaVaeScore(stretched, grid, { ...options, seed: 3 })).toBeCloseTo(score, 2);
      expect(await betaVaeScore(mixed, grid, { ...options, seed: 4 })).not.toBe(score);
      const signal = AbortSignal.abort(new Error('enough'));
      await expect(betaVaeScore(mixed, grid, { signal })).rejects.toThrow('enough');
    });
  });

  it("its classifier tells as many as scikit-learn's", async () => {
    const { x, y, train, accuracy } = classification;
    const width = x.shape[1]!;
    const part = (from: number, to: number) => ({
      x: x.values.subarray(from * width, to * width),
      y: Int32Array.from(y.slice(from, to)),
    });
    const found = await linearAccuracy(part(0, train), part(train, y.length), width, 4, async () => {});
    expect(found).toBeCloseTo(accuracy, 6);
  });
});

describe('what goes wrong', () => {
  const cases = [
    [factorsThemselves, { values: [1, 2], shape: [1, 2] }, ShapeError, '1 rows of factors'],
    [factorsThemselves, { values: [1, 2], shape: [60, 2] }, ShapeError, '2 values in the shape [60, 2]'],
    [noise, { values: Array(60).fill(3), shape: [60, 1] }, DataError, 'factor 0 is 3 in every example'],
    [noise, { values: Array(60).fill(0.5), shape: [60, 1] }, DataError, 'give integers'],
    [{ values: noise.values.map(() => Number.NaN), shape: noise.shape }, grid, DataError, 'NaN'],
  ] as const;

  it.each(cases)('is said (%#)', async (codes, factors, type, message) => {
    expect(() => mutualInformationGap(codes, factors)).toThrow(type);
    expect(() => mutualInformationGap(codes, factors)).toThrow(message);
    await expect(betaVaeScore(codes, factors)).rejects.toThrow(AutoencoderError);
  });

  it('options too', async () => {
    expect(() => mutualInformationGap(noise, grid, { bins: 1 })).toThrow(OptionError);
    for (const options of [{ pairs: 0 }, { train: 0 }, { test: 1.5 }, { seed: -1 }]) {
      await expect(betaVaeScore(noise, grid, options)).rejects.toThrow(OptionError);
    }
    const single = { values: Array.from({ length: 60 }, (_, i) => i % 2), shape: [60, 1] };
    await expect(betaVaeScore(noise, single)).rejects.toThrow(OptionError);
  });
});
