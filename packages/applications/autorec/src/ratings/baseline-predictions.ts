import type { Baseline } from './baseline.js';
import type { Ratings } from './ratings.js';

/**
 * What biases alone say of other ratings, `mean + users[u] + items[i]`, clipped to `range`, in their order.
 *
 * @param test of the users and items that the baseline is of
 */
export function baselinePredictions(
  { mean, users, items }: Baseline,
  { byUser: { offsets, columns }, size }: Ratings,
  [least, greatest]: Ratings['range'],
): Float32Array {
  const predicted = new Float32Array(size);
  for (let user = 0; user + 1 < offsets.length; user++) {
    for (let cell = offsets[user]!; cell < offsets[user + 1]!; cell++) {
      const rating = mean + users[user]! + items[columns[cell]!]!;
      predicted[cell] = Math.min(greatest, Math.max(least, rating));
    }
  }
  return predicted;
}
