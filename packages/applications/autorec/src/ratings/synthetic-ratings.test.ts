import { useBackend } from '@autoencoders/core';
import { OptionError } from '@autoencoders/errors';
import { expectNoLeak } from '@autoencoders/testing';
import { beforeAll, expect, it } from 'vitest';
import { syntheticRatings } from '../index.js';

beforeAll(() => useBackend('wasm'));

const options = { users: 300, items: 200, ratings: 9000 };

it('draws so many ratings of different items, in order, within the range, and leaves nothing', async () => {
  await expectNoLeak(async () => {
    const { byUser, size, range } = await syntheticRatings(options);
    expect([size, byUser.columns.length, range]).toEqual([9000, 9000, [1, 5]]);
    for (let user = 0; user < 300; user++) {
      const items = byUser.columns.subarray(byUser.offsets[user], byUser.offsets[user + 1]);
      expect(items.length).toBe(30);
      for (let at = 1; at < 30; at++) expect(items[at]!).toBeGreaterThan(items[at - 1]!);
      expect(items[0]!).toBeGreaterThanOrEqual(0);
      expect(items[29]!).toBeLessThan(200);
    }
    expect([...new Set(byUser.values)].sort()).toEqual([1, 2, 3, 4, 5]);
    const counts = new Int32Array(200);
    for (const item of byUser.columns) counts[item]! += 1;
    const first = counts.subarray(0, 50).reduce((sum, count) => sum + count, 0);
    expect(first / size).toBeCloseTo(0.5, 1);
  });
});

it('draws the same for the same seed, across parts of a draw', async () => {
  const long = { users: 2 ** 18, items: 50, ratings: 2 ** 20 + 1000, rank: 1 };
  const bytesOf = async (seed: number) => {
    const { byUser } = await syntheticRatings({ ...long, seed });
    expect(byUser.values.subarray(2 ** 20).every((value) => value >= 1 && value <= 5)).toBe(true);
    return [byUser.columns, byUser.values].map(({ buffer }) => Buffer.from(buffer));
  };
  const [first, same, other] = [await bytesOf(0), await bytesOf(0), await bytesOf(1)];
  expect(first.map((bytes, part) => bytes.equals(same[part]!))).toEqual([true, true]);
  expect(first.map((bytes, part) => bytes.equals(other[part]!))).toEqual([false, false]);
});

it('plants the rank: without noise and stars, rows of few tastes', async () => {
  const { byUser } = await syntheticRatings({
    users: 40,
    items: 10,
    ratings: 400,
    rank: 1,
    noise: 0,
    stars: false,
  });
  // Of rank one, all 2 × 2 determinants of deviations from the middle are 0, where nothing was clipped.
  const at = (user: number, item: number) => byUser.values[10 * user + item]! - 3;
  let tried = 0;
  for (let user = 1; user < 40; user++) {
    for (let item = 1; item < 10; item++) {
      const corners = [at(user - 1, item - 1), at(user - 1, item), at(user, item - 1), at(user, item)];
      if (corners.some((value) => Math.abs(value) > 1.99)) continue;
      tried += 1;
      expect(corners[0]! * corners[3]! - corners[1]! * corners[2]!).toBeCloseTo(0, 4);
    }
  }
  expect(tried).toBeGreaterThan(50);
});

it('refuses more ratings than there are pairs', async () => {
  await expect(syntheticRatings({ users: 2, items: 3, ratings: 7 })).rejects.toThrow(OptionError);
  await expect(syntheticRatings({ users: 0, items: 3, ratings: 7 })).rejects.toThrow(OptionError);
});
