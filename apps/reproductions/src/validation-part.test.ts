import { syntheticRatings, useBackend } from '@autoencoders/autorec';
import { beforeAll, expect, it } from 'vitest';
import { validationPart } from './validation-part.js';

beforeAll(() => useBackend('wasm'));

const drawn = { after: 20, users: 8, share: 0.25, seed: 3 };

it('takes the share of some late users, and leaves all other ratings', async () => {
  const ratings = await syntheticRatings({ users: 40, items: 30, ratings: 480 });
  const { train, test } = validationPart(ratings, drawn);
  expect([train.size, test.size]).toEqual([480 - 8 * 3, 8 * 3]);
  const counts = ratings.byUser.offsets.slice(1).map((end, user) => end - ratings.byUser.offsets[user]!);
  const heldOut = countsOf(test);
  expect(heldOut.subarray(0, 20).every((count) => count === 0)).toBe(true);
  expect(heldOut.filter((count) => count === 3)).toHaveLength(8);
  expect(countsOf(train).map((count, user) => count + heldOut[user]!)).toEqual(counts);
  expect([...pairs(train), ...pairs(test)].sort()).toEqual(pairs(ratings).sort());
});

it('draws by the seed', async () => {
  const ratings = await syntheticRatings({ users: 40, items: 30, ratings: 480 });
  const drawnBy = (seed: number) => pairs(validationPart(ratings, { ...drawn, seed }).test);
  expect(drawnBy(3)).toEqual(drawnBy(3));
  expect(drawnBy(3)).not.toEqual(drawnBy(4));
});

type Part = ReturnType<typeof validationPart>['test'];

function countsOf({ byUser: { offsets } }: Part): Int32Array {
  return offsets.slice(1).map((end, user) => end - offsets[user]!);
}

/** Each rating as text: user, item and stars. */
function pairs({ users, items, byUser: { offsets, columns, values } }: Part): string[] {
  return Array.from({ length: users.size }, (_, user) => user).flatMap((user) =>
    Array.from(
      columns.subarray(offsets[user], offsets[user + 1]),
      (item, at) => `${users.at(user)} ${items.at(item)} ${values[offsets[user]! + at]}`,
    ),
  );
}
