import { columnCounts, type SparseRows } from './sparse-rows.js';

/** What a rating is before anything is known of the taste behind it: `mean + users[u] + items[i]`. */
export interface Baseline {
  readonly mean: number;
  readonly users: Float32Array;
  readonly items: Float32Array;
  /** What the deviations were shrunk by. */
  readonly damping: Damping;
}

/** How many ratings a user's or an item's deviation must have to count for half of what they say. */
export interface Damping {
  readonly users: number;
  readonly items: number;
}

/** What suits ratings of five stars. */
export const standardDamping: Damping = { users: 10, items: 5 };

/**
 * The mean of all ratings and the deviations of users and items from it, each shrunk towards 0 as by `damping` more
 * ratings without deviation: `b_u = Σ (r - μ - b_i) / (n_u + damping)` and likewise `b_i`, in turns, items first. It is the
 * least-squares fit with a ridge of `damping`.
 * Source: Koren 2010, "Factor in the neighbors", section 2.1.
 *
 * @param byUser ratings of each user
 * @param itemCount number of items
 * @param turns how often each of the two is fitted
 */
export function baselineOf(
  byUser: SparseRows,
  itemCount: number,
  turns = 10,
  damping = standardDamping,
): Baseline {
  const { offsets, columns, values } = byUser;
  const rows = offsets.length - 1;
  let sum = 0;
  for (const value of values) sum += value;
  const mean = values.length > 0 ? sum / values.length : 0;
  const users = new Float32Array(rows);
  const items = new Float32Array(itemCount);
  const counts = columnCounts(byUser, itemCount);
  for (let turn = 0; turn < turns; turn++) {
    const sums = new Float64Array(itemCount);
    for (let row = 0; row < rows; row++) {
      const shift = mean + users[row]!;
      for (let cell = offsets[row]!; cell < offsets[row + 1]!; cell++) {
        sums[columns[cell]!]! += values[cell]! - shift;
      }
    }
    for (let item = 0; item < itemCount; item++)
      items[item] = sums[item]! / (counts[item]! + damping.items || 1);
    for (let row = 0; row < rows; row++) {
      const [from, to] = [offsets[row]!, offsets[row + 1]!];
      users[row] = deviationOf(columns.subarray(from, to), values.subarray(from, to), {
        mean,
        items,
        damping,
      });
    }
  }
  return { mean, users, items, damping };
}

/** The deviation of one user's ratings from what the items alone say, shrunk. */
export function deviationOf(
  columns: ArrayLike<number>,
  values: ArrayLike<number>,
  { mean, items, damping }: Omit<Baseline, 'users'>,
): number {
  let sum = 0;
  for (let at = 0; at < columns.length; at++) sum += values[at]! - mean - items[columns[at]!]!;
  const count = columns.length + damping.users;
  return count === 0 ? 0 : sum / count;
}
