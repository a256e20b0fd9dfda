import { useBackend } from '@autoencoders/backend';
import { OptionError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak } from '@autoencoders/testing';
import { beforeAll, expect, it } from 'vitest';
import { swissRoll } from './index.js';

beforeAll(() => useBackend('cpu'));

/** All points, coordinate by coordinate. */
async function coordinates(options: { examples: number; noise?: number; seed?: number }) {
  const { data, position } = await swissRoll(options);
  const values = data.values(Array.from({ length: data.size }, (_, row) => row));
  const [x, width, z] = [0, 1, 2].map((axis) => values.filter((_, at) => at % 3 === axis));
  return { data, position, x: x!, width: width!, z: z! };
}

it('lies on the sheet: as far from the axis as its angle says, evenly along and across', async () => {
  const { data, position, x, width, z } = await coordinates({ examples: 2000, seed: 3 });
  expect([data.size, data.shape, data.targetShape]).toEqual([2000, [3], undefined]);
  expectAllClose(
    [...x].map((value, row) => Math.hypot(value, z[row]!)),
    [...position],
  );
  const turn = 2 * Math.PI;
  const angles = [...x].map((value, row) => (Math.atan2(z[row]!, value) + turn) % turn);
  expectAllClose(
    angles.map(Math.cos),
    [...position].map((t) => Math.cos(t)),
  );
  expectAllClose(
    angles.map(Math.sin),
    [...position].map((t) => Math.sin(t)),
  );

  // The deciles of uniform values, within three standard errors.
  const decile = (values: Float32Array, tenths: number) => [...values].sort((a, b) => a - b)[200 * tenths]!;
  for (let tenths = 1; tenths < 10; tenths++) {
    const slack = 3 * Math.sqrt((tenths / 10) * (1 - tenths / 10)) * 2000 ** -0.5;
    expect(Math.abs((decile(position, tenths) / Math.PI - 1.5) / 3 - tenths / 10)).toBeLessThan(slack);
    expect(Math.abs(decile(width, tenths) / 21 - tenths / 10)).toBeLessThan(slack);
  }
  expect(Math.min(...position)).toBeGreaterThanOrEqual(1.5 * Math.PI);
  expect(Math.max(...width)).toBeLessThan(21);
});

it('shifts points by noise of the deviation asked for, leaving their positions', async () => {
  const clean = await coordinates({ examples: 3000, seed: 1 });
  const noisy = await coordinates({ examples: 3000, seed: 1, noise: 0.4 });
  expect(noisy.position).toEqual(clean.position);
  for (const axis of ['x', 'width', 'z'] as const) {
    const squares = [...noisy[axis]].map((value, row) => (value - clean[axis][row]!) ** 2);
    const deviation = Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
    expect(Math.abs(deviation - 0.4)).toBeLessThan(0.02);
  }
});

it('is the same for the same seed, and leaves no tensor', async () => {
  await expectNoLeak(async () => {
    const [first, again, other] = [
      await coordinates({ examples: 20, seed: 7, noise: 1 }),
      await coordinates({ examples: 20, seed: 7, noise: 1 }),
      await coordinates({ examples: 20, seed: 8, noise: 1 }),
    ];
    expect(again.x).toEqual(first.x);
    expect(other.x).not.toEqual(first.x);
  });
});

it('refuses impossible options', async () => {
  for (const options of [{ examples: 0 }, { noise: -1 }, { noise: Number.NaN }, { seed: 0.5 }]) {
    await expect(swissRoll(options)).rejects.toThrow(OptionError);
  }
});
