import { DataError, OptionError } from '@autoencoders/errors';
import { describe, expect, it } from 'vitest';
import { leaveOneOut, type Ratings, randomSplit, ratingsOf, splitByTime } from '../index.js';
import { smallRatings } from '../testing/small.js';

const ratings = smallRatings();

/** Cells as `user,item,rating`, in order. */
function cells({ byUser: { offsets, columns, values } }: Ratings): string[] {
  return [...columns].map((column, cell) => {
    const user = offsets.findIndex((_, row) => offsets[row + 1]! > cell);
    return `${user},${column},${values[cell]}`;
  });
}

describe('splits', () => {
  it.each([
    ['at random', randomSplit(ratings, 0.25, { seed: 3 })],
    ['by time', splitByTime(ratings, 0.25)],
    ['leaving one out', leaveOneOut(ratings)],
  ])('%s are partitions of the same users and items', (_, { train, test }) => {
    expect([...cells(train), ...cells(test)].sort()).toEqual(cells(ratings).sort());
    expect([train.users, test.items, train.range]).toEqual([ratings.users, ratings.items, ratings.range]);
  });

  it('hold out the share asked for, the same for the same seed', () => {
    const sizes = [randomSplit(ratings, 0.25), splitByTime(ratings, 0.25)].map(({ test }) => test.size);
    expect(sizes).toEqual([Math.round(ratings.size / 4), Math.round(ratings.size / 4)]);
    const of = (seed: number) => cells(randomSplit(ratings, 0.25, { seed }).test);
    expect(of(1)).toEqual(of(1));
    expect(of(1)).not.toEqual(of(2));
  });

  it('by time hold out nothing older than what stays', () => {
    const { train, test } = splitByTime(ratings, 0.3);
    expect(Math.max(...train.byUser.times!)).toBeLessThanOrEqual(Math.min(...test.byUser.times!));
  });

  it('leave out the latest rating of each user, or any', () => {
    const { test } = leaveOneOut(ratings);
    expect([...test.byUser.offsets]).toEqual(Array.from({ length: 21 }, (_, user) => user));
    for (let user = 0; user < 20; user++) {
      const [from, to] = [ratings.byUser.offsets[user]!, ratings.byUser.offsets[user + 1]!];
      expect(test.byUser.times![user]).toBe(Math.max(...ratings.byUser.times!.subarray(from, to)));
    }
    const random = leaveOneOut(ratings, { which: 'random', seed: 1 });
    expect(random.test.size).toBe(20);
    expect(cells(random.test)).not.toEqual(cells(test));
  });

  it('leave users with one rating alone', () => {
    const few = ratingsOf({ user: [1, 2, 2], item: [1, 1, 2], rating: [1, 2, 3] });
    expect(cells(leaveOneOut(few).train)[0]).toBe('0,0,1');
    const one = ratingsOf({ user: [1], item: [1], rating: [1] });
    expect(() => leaveOneOut(one)).toThrow(DataError);
  });

  it('refuse an impossible share, an empty part, and ratings without times', () => {
    const { times, ...rows } = ratings.byUser;
    const timeless = { ...ratings, byUser: rows };
    expect(times).toBeDefined();
    expect(() => randomSplit(ratings, 1)).toThrow(OptionError);
    expect(() => randomSplit(ratings, 1e-9)).toThrow(DataError);
    expect(() => splitByTime(timeless, 0.5)).toThrow('the ratings have no times');
    expect(() => leaveOneOut(timeless, { which: 'last' })).toThrow(DataError);
    expect(leaveOneOut(timeless).test.size).toBe(20);
  });
});
