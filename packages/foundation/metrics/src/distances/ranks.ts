import { type BlockOptions, visitBlocks } from './blocks.js';
import type { DistanceTable } from './distance-table.js';

/**
 * The ranks by distance from each of the rows named of `k` other rows: 1 for the nearest, `1 +` the number of rows
 * that are strictly nearer, the row itself not counted. Counted in blocks, exactly: where rounding leaves in question
 * which of two rows is nearer, the exact distances decide.
 *
 * @param table of a set of rows with itself
 * @param others `[which.length, k]`, whose ranks are asked for
 * @returns `[which.length, k]`
 */
export async function ranksOf(
  table: DistanceTable,
  which: Int32Array,
  others: Int32Array,
  options: BlockOptions,
): Promise<Int32Array> {
  const k = others.length / which.length;
  const ranks = new Int32Array(others.length);
  const { count, slack, pointNorms, queryNorms } = table;
  const nearer = new Int32Array(k + 1);
  await visitBlocks(table, which, options, (query, position, distances) => {
    const asked = Array.from(others.subarray(position * k, (position + 1) * k), (point, place) => ({
      place,
      square: table.exact(query, point),
    })).sort((a, b) => a.square - b.square);
    const squares = Float64Array.from(asked, ({ square }) => square);
    const norm = queryNorms[query]!;
    const largest = squares[k - 1]!;
    nearer.fill(0);
    for (let j = 0; j < count; j++) {
      const square = distances[j]! + norm;
      const error = slack * (norm + pointNorms[j]!);
      if (square - error > largest || j === query) continue;
      const from = firstAbove(squares, square - error);
      const sure = from === k || squares[from]! > square + error;
      nearer[sure ? from : firstAbove(squares, table.exact(query, j))]! += 1;
    }
    let rank = 1;
    for (let i = 0; i < k; i++) {
      rank += nearer[i]!;
      ranks[position * k + asked[i]!.place] = rank;
    }
  });
  return ranks;
}

/** The place of the first of ascending values that is above this one. */
function firstAbove(values: Float64Array, value: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
