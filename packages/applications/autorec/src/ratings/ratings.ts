import { DataError, OptionError, ShapeError } from '@autoencoders/errors';
import { type Id, type IdColumn, type Ids, idsOf, knownNumber, numbered, numbersOf } from './ids.js';
import { countsToOffsets, type SparseRows } from './sparse-rows.js';

/** Ratings of items by users: a sparse matrix, never a dense one. */
export interface Ratings {
  /** Who may have rated: rows. */
  readonly users: Ids;
  /** What may have been rated: columns. */
  readonly items: Ids;
  /** The least and the greatest that a rating may be. */
  readonly range: readonly [minimum: number, maximum: number];
  /** How many ratings there are. */
  readonly size: number;
  /** The ratings of each user, items by their numbers. */
  readonly byUser: SparseRows;
}

/** Ratings one after another, a column for each part; all of one length. */
export interface RatingColumns {
  readonly user: IdColumn;
  readonly item: IdColumn;
  readonly rating: ArrayLike<number>;
  /** When each was made, in any unit: a split by time orders by it. */
  readonly time?: ArrayLike<number>;
}

/** What becomes of a user's second rating of an item. */
export type Duplicates = 'error' | 'last' | 'mean';

/** Options of {@link ratingsOf}. */
export interface RatingsOptions {
  /** `'last'` keeps the later in the columns, `'mean'` averages. Default `'error'`: a DataError. */
  readonly duplicates?: Duplicates;
  /** The least and the greatest that a rating may be. Default: what is found. */
  readonly range?: readonly [minimum: number, maximum: number];
  /** All users, or those of other ratings. Default: those found, in the order in which they come up. */
  readonly users?: IdColumn | Ids;
  /** All items, or those of other ratings. Default: those found, in the order in which they come up. */
  readonly items?: IdColumn | Ids;
}

/**
 * Puts ratings into rows by two counting sorts, in typed arrays: some 30 bytes a rating while it works, 8 to keep (16
 * with times).
 *
 * @example
 * const ratings = ratingsOf({ user: ['ann', 'bob'], item: ['Alien', 'Brazil'], rating: [4, 5] }, { range: [1, 5] });
 *
 * @throws {DataError} without ratings, naming the first that is not finite or out of range, one that is there twice, or
 * a user or item that is not among those given.
 * @throws {ShapeError} when the columns are of several lengths.
 * @throws {OptionError} for an impossible range, or an unknown way with duplicates.
 */
export function ratingsOf(columns: RatingColumns, options: RatingsOptions = {}): Ratings {
  const { rating, time } = columns;
  const { duplicates = 'error' } = options;
  if (!['error', 'last', 'mean'].includes(duplicates)) {
    throw new OptionError(`duplicates is '${duplicates}': choose one of error, last, mean`);
  }
  checkLengths(columns);
  const [users, items] = [
    numbersIn(columns.user, options.users, 'user'),
    numbersIn(columns.item, options.items, 'item'),
  ];
  const range = checkedRange(rating, options.range);
  if (time) checkTimes(time);
  const order = sorted(users.numbers, users.ids.size, items.numbers, items.ids.size);
  const sources = { users: users.numbers, items: items.numbers, rating, time };
  const byUser = rowsOf(sources, order, users.ids.size, (first, second) => {
    if (duplicates !== 'error') return;
    const [user, item] = [users.ids.at(users.numbers[first]!), items.ids.at(items.numbers[first]!)];
    throw new DataError(
      `user ${JSON.stringify(user)} rates item ${JSON.stringify(item)} twice, in rows ${first} and ${second}: give duplicates: 'last' or 'mean', or drop one`,
    );
  });
  const merged = duplicates === 'mean' ? byUser.means : byUser.last;
  return { users: users.ids, items: items.ids, range, size: merged.columns.length, byUser: merged };
}

/** The ratings of one user, items by id. @throws {DataError} when the user is unknown. */
export function ratingsOfUser(
  { users, items, byUser: { offsets, columns, values } }: Ratings,
  user: Id,
): { readonly item: Id; readonly rating: number }[] {
  const row = knownNumber(users, user, 'user');
  return Array.from(columns.subarray(offsets[row], offsets[row + 1]), (column, at) => ({
    item: items.at(column),
    rating: values[offsets[row]! + at]!,
  }));
}

/** Other ratings of the same users and items. */
export function withRows(ratings: Ratings, byUser: SparseRows): Ratings {
  return { ...ratings, byUser, size: byUser.columns.length };
}

function numbersIn(column: IdColumn, given: IdColumn | Ids | undefined, what: string) {
  if (!given) return numbered(column);
  const ids = 'indexOf' in given && 'toJSON' in given ? given : idsOf(given as IdColumn);
  return { ids, numbers: numbersOf(column, ids, what) };
}

function checkLengths({ user, item, rating, time }: RatingColumns): void {
  const lengths = [user.length, item.length, rating.length, ...(time ? [time.length] : [])];
  if (new Set(lengths).size > 1) {
    throw new ShapeError(`the columns have ${lengths.join(', ')} cells: they must be of one length`);
  }
  if (lengths[0] === 0) throw new DataError('there are no ratings: give at least one');
}

function checkedRange(rating: ArrayLike<number>, given: RatingsOptions['range']): [number, number] {
  if (given && !(given.length === 2 && given.every(Number.isFinite) && given[0] <= given[1])) {
    throw new OptionError(`range is ${JSON.stringify(given)}: give [minimum, maximum]`);
  }
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let row = 0; row < rating.length; row++) {
    const value = Math.fround(rating[row]!);
    if (!Number.isFinite(value)) {
      throw new DataError(`the rating of row ${row} is ${rating[row]}: give finite numbers of 32 bits`);
    }
    if (given && (rating[row]! < given[0] || rating[row]! > given[1])) {
      throw new DataError(
        `the rating of row ${row} is ${rating[row]}, out of the range from ${given[0]} to ${given[1]}: correct it, or give another range`,
      );
    }
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  return given ? [given[0], given[1]] : [least, greatest];
}

function checkTimes(time: ArrayLike<number>): void {
  for (let row = 0; row < time.length; row++) {
    if (!Number.isFinite(time[row]!)) {
      throw new DataError(`the time of row ${row} is ${time[row]}: give finite numbers, or leave times out`);
    }
  }
}

/** The rows of the columns in the order of users, then items, then as they came. */
function sorted(users: Int32Array, userCount: number, items: Int32Array, itemCount: number): Int32Array {
  const byItem = new Int32Array(items.length);
  const nextOfItem = countsToOffsets(items, itemCount);
  for (let row = 0; row < items.length; row++) byItem[nextOfItem[items[row]!]!++] = row;
  const order = new Int32Array(users.length);
  const nextOfUser = countsToOffsets(users, userCount);
  for (const row of byItem) order[nextOfUser[users[row]!]!++] = row;
  return order;
}

interface Sources {
  readonly users: Int32Array;
  readonly items: Int32Array;
  readonly rating: ArrayLike<number>;
  readonly time: ArrayLike<number> | undefined;
}

/** The sorted ratings as sparse rows, those of one user and item put together: the last, and their means. */
function rowsOf(
  { users, items, rating, time }: Sources,
  order: Int32Array,
  userCount: number,
  onDuplicate: (first: number, second: number) => void,
): { readonly last: SparseRows; readonly means: SparseRows } {
  const offsets = new Int32Array(userCount + 1);
  const columns = new Int32Array(order.length);
  const values = new Float32Array(order.length);
  const times = time ? new Float64Array(order.length) : undefined;
  const repeated = new Map<number, { sum: number; count: number }>();
  let cell = -1;
  for (let at = 0; at < order.length; at++) {
    const row = order[at]!;
    const before = at > 0 ? order[at - 1]! : -1;
    if (before >= 0 && users[before] === users[row] && items[before] === items[row]) {
      onDuplicate(before, row);
      const known = repeated.get(cell) ?? { sum: rating[before]!, count: 1 };
      repeated.set(cell, { sum: known.sum + rating[row]!, count: known.count + 1 });
    } else {
      cell += 1;
      offsets[users[row]! + 1]! += 1;
    }
    columns[cell] = items[row]!;
    values[cell] = rating[row]!;
    if (times) times[cell] = time![row]!;
  }
  for (let user = 0; user < userCount; user++) offsets[user + 1]! += offsets[user]!;
  const count = cell + 1;
  const whole = <Values extends Int32Array | Float32Array | Float64Array>(all: Values) =>
    (count === all.length ? all : all.slice(0, count)) as Values;
  const last = {
    offsets,
    columns: whole(columns),
    values: whole(values),
    ...(times ? { times: whole(times) } : {}),
  };
  if (repeated.size === 0) return { last, means: last };
  const means = last.values.slice();
  for (const [at, { sum, count: times }] of repeated) means[at] = sum / times;
  return { last, means: { ...last, values: means } };
}
