import type { Rows } from '@autoencoders/data';
import { checkInteger, OptionError } from '@autoencoders/errors';
import { anchorsOf, type SampleOptions } from '../distances/anchors.js';
import type { BlockOptions } from '../distances/blocks.js';
import { distanceTable } from '../distances/distance-table.js';
import { neighborsOf } from '../distances/neighbors.js';
import { checkLabels, checkOneEach } from '../labels.js';

/** Options of {@link knnAccuracy}. */
export interface KnnAccuracyOptions extends BlockOptions, SampleOptions {
  /** Neighbours that vote. Default 5. */
  readonly neighbors?: number | undefined;
  /** Above this many rows, a random sample of so many is classified, each by all rows. Default 10,000. */
  readonly sample?: number | undefined;
}

/**
 * The share of rows whose label is that of most of their `k` nearest other rows, by Euclidean distance: the accuracy of
 * a nearest-neighbour classifier with one row left out at a time. Of labels with equally many votes, that of the
 * nearest row wins. In `[0, 1]`.
 *
 * @param embedding `[examples, ...shape]`, codes or coordinates
 * @param labels `[examples]`, integers
 * @throws {OptionError} when `neighbors` is not a positive integer below the number of rows, `sample` or `blockSize` not
 *   a positive integer, or `seed` no integer of at least 0.
 * @throws {ShapeError} when rows do not fill their shape, or there is not one label for each.
 * @throws {DataError} without rows, when a value is not finite, or a label no integer.
 */
export async function knnAccuracy(
  embedding: Rows,
  labels: ArrayLike<number>,
  { neighbors: k = 5, sample = 10_000, seed = 0, ...options }: KnnAccuracyOptions = {},
): Promise<number> {
  checkInteger('neighbors', k);
  checkLabels('labels', labels);
  checkOneEach('labels', labels, embedding.shape[0] ?? 0);
  if (k >= labels.length) {
    throw new OptionError(`neighbors is ${k}: give fewer than the ${labels.length} rows`);
  }
  const anchors = anchorsOf(labels.length, sample, seed);
  const table = distanceTable('the embedding', embedding);
  try {
    const { indices } = await neighborsOf(table, anchors, k, options);
    const right = anchors.filter((row, i) => {
      const votes = Array.from(indices.subarray(i * k, (i + 1) * k), (other) => labels[other]!);
      return elected(votes) === labels[row];
    });
    return right.length / anchors.length;
  } finally {
    table.dispose();
  }
}

/** The label with the most votes; of several, the one that comes first. */
function elected(votes: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const vote of votes) counts.set(vote, (counts.get(vote) ?? 0) + 1);
  // A map keeps the order in which labels came, and the first of the largest is kept.
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best))[0];
}
