import { type Ids, knownNumber } from '../ratings/ids.js';
import { type Ratings, withRows } from '../ratings/ratings.js';
import { type SparseRows, transposed } from '../ratings/sparse-rows.js';
import type { Orientation } from './settings.js';

/**
 * Ratings with the numbers that users and items have in others; nothing is copied where they are the same.
 *
 * @throws {DataError} naming a user or item with ratings that the others do not know.
 */
export function renumbered(ratings: Ratings, { users, items }: Pick<Ratings, 'users' | 'items'>): Ratings {
  if (ratings.users === users && ratings.items === items) return ratings;
  const { offsets, columns, values, times } = ratings.byUser;
  const numbers = columns.map((column) => knownNumber(items, ratings.items.at(column), 'item'));
  const starts = new Int32Array(users.size + 1);
  const rows: [row: number, from: number, to: number][] = [];
  for (let row = 0; row < ratings.users.size; row++) {
    const [from, to] = [offsets[row]!, offsets[row + 1]!];
    if (from === to) continue;
    const user = knownNumber(users, ratings.users.at(row), 'user');
    starts[user + 1] = to - from;
    rows.push([user, from, to]);
  }
  for (let user = 0; user < users.size; user++) starts[user + 1]! += starts[user]!;
  const byUser = {
    offsets: starts,
    columns: new Int32Array(columns.length),
    values: new Float32Array(columns.length),
    ...(times ? { times: new Float64Array(columns.length) } : {}),
  };
  for (const [user, from, to] of rows) {
    byUser.columns.set(numbers.subarray(from, to), starts[user]!);
    byUser.values.set(values.subarray(from, to), starts[user]!);
    if (times) byUser.times!.set(times.subarray(from, to), starts[user]!);
  }
  return { ...withRows(ratings, byUser), users: users as Ids, items: items as Ids };
}

/** Ratings as rows of users or of items. */
export function heldOutRows({ byUser, items }: Ratings, orientation: Orientation): SparseRows {
  return orientation === 'user' ? byUser : transposed(byUser, items.size);
}
