import { randomPermutation } from '@autoencoders/backend';
import { checkInteger, checkNumber, DataError } from '@autoencoders/errors';
import { type Ratings, withRows } from './ratings.js';
import { cellsWhere, rowCount } from './sparse-rows.js';

/** Ratings in two parts, of the same users and items. */
export interface RatingSplit {
  readonly train: Ratings;
  readonly test: Ratings;
}

/** Options of {@link leaveOneOut}. */
export interface LeaveOneOutOptions {
  /** `'last'`: the latest, by time; `'random'`: any. Default `'last'` where there are times. */
  readonly which?: 'last' | 'random';
  /** Keys the draws. Default 0. */
  readonly seed?: number;
}

/**
 * Holds out a share of all ratings, drawn at random.
 *
 * @example
 * const { train, test } = randomSplit(ratings, 0.1, { seed: 7 });
 *
 * @throws {OptionError} unless the share is within (0, 1).
 * @throws {DataError} when a part would be empty.
 */
export function randomSplit(
  ratings: Ratings,
  share: number,
  { seed = 0 }: { readonly seed?: number } = {},
): RatingSplit {
  const count = heldOutCount(ratings, share);
  checkInteger('seed', seed, 0);
  const heldOut = new Uint8Array(ratings.size);
  for (const cell of randomPermutation(ratings.size, seed, 'split').subarray(0, count)) heldOut[cell] = 1;
  return parts(ratings, heldOut);
}

/**
 * Holds out the latest share of all ratings; of equal times, those that come later in the rows.
 *
 * @throws {OptionError} unless the share is within (0, 1).
 * @throws {DataError} when the ratings have no times, or a part would be empty.
 */
export function splitByTime(ratings: Ratings, share: number): RatingSplit {
  const count = heldOutCount(ratings, share);
  const times = timesOf(ratings);
  const bound = times.slice().sort()[ratings.size - count]!;
  const heldOut = new Uint8Array(ratings.size);
  let left = count;
  for (let cell = 0; cell < ratings.size; cell++) {
    if (times[cell]! > bound) {
      heldOut[cell] = 1;
      left -= 1;
    }
  }
  for (let cell = ratings.size - 1; left > 0; cell--) {
    if (times[cell] !== bound) continue;
    heldOut[cell] = 1;
    left -= 1;
  }
  return parts(ratings, heldOut);
}

/**
 * Holds out one rating of each user who has two or more.
 *
 * @throws {DataError} for `'last'` when the ratings have no times, or when no user has two.
 */
export function leaveOneOut(ratings: Ratings, options: LeaveOneOutOptions = {}): RatingSplit {
  const { offsets, times: known } = ratings.byUser;
  const { which = known ? 'last' : 'random', seed = 0 } = options;
  checkInteger('seed', seed, 0);
  // A user's place among all is as good as a draw for each user: each has the same chance.
  const times = which === 'last' ? timesOf(ratings) : randomPermutation(ratings.size, seed, 'leave-one-out');
  const heldOut = new Uint8Array(ratings.size);
  for (let row = 0; row < rowCount(ratings.byUser); row++) {
    const [from, to] = [offsets[row]!, offsets[row + 1]!];
    if (to - from < 2) continue;
    let last = from;
    for (let cell = from + 1; cell < to; cell++) if (times[cell]! >= times[last]!) last = cell;
    heldOut[last] = 1;
  }
  return parts(ratings, heldOut);
}

function heldOutCount({ size }: Ratings, share: number): number {
  checkNumber('share', share, Number.MIN_VALUE, 1 - Number.EPSILON);
  return Math.round(size * share);
}

function timesOf({ byUser: { times } }: Ratings): Float64Array {
  if (times) return times;
  throw new DataError('the ratings have no times: give the column time, or split at random');
}

function parts(ratings: Ratings, heldOut: Uint8Array): RatingSplit {
  const part = (mark: 0 | 1) =>
    withRows(
      ratings,
      cellsWhere(ratings.byUser, (cell) => heldOut[cell] === mark),
    );
  const [train, test] = [part(0), part(1)];
  if (train.size > 0 && test.size > 0) return { train, test };
  throw new DataError(
    `of ${ratings.size} ratings ${test.size} would be held out: both parts need one at least`,
  );
}
