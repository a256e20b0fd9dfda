import type { Rows } from '@autoencoders/data';
import { checkInteger, OptionError } from '@autoencoders/errors';
import { anchorsOf, type SampleOptions } from '../distances/anchors.js';
import type { BlockOptions } from '../distances/blocks.js';
import { distanceTable } from '../distances/distance-table.js';
import { neighborsOf } from '../distances/neighbors.js';
import { ranksOf } from '../distances/ranks.js';
import { checkOneEach } from '../labels.js';

/** Options of {@link trustworthiness} and {@link continuity}. */
export interface RankOptions extends BlockOptions, SampleOptions {
  /** Neighbours of each point that are looked at, fewer than half of the points. Default 5. */
  readonly neighbors?: number | undefined;
  /** Above this many points, a random sample of so many is averaged over, each against all points. Default 5,000. */
  readonly sample?: number | undefined;
}

/** Rows as they are called in messages. */
interface Space {
  readonly name: string;
  readonly rows: Rows;
}

/**
 * `1 - 2 / (n k (2n - 3k - 1)) Σ_i Σ_j max(0, r(i, j) - k)` over the `k` nearest `j` of each `i` in one space, with
 * `r(i, j)` the rank of `j` by distance from `i` in the other.
 */
export async function rankPreservation(
  near: Space,
  ranked: Space,
  { neighbors: k = 5, sample = 5_000, seed = 0, onProgress, ...blocks }: RankOptions,
): Promise<number> {
  const count = near.rows.shape[0] ?? 0;
  checkInteger('neighbors', k);
  checkOneEach(`rows of ${ranked.name}`, { length: ranked.rows.shape[0] ?? 0 }, count);
  if (count > 0 && k >= count / 2) {
    throw new OptionError(`neighbors is ${k}: give fewer than half of the ${count} points`);
  }
  const anchors = anchorsOf(count, sample, seed);
  const report = (before: number) => ({
    ...blocks,
    onProgress: onProgress && ((done: number) => onProgress(before + done, 2 * anchors.length)),
  });
  const indices = await withTable(near, async (table) => {
    const found = await neighborsOf(table, anchors, k, report(0));
    return found.indices;
  });
  const ranks = await withTable(ranked, (table) => ranksOf(table, anchors, indices, report(anchors.length)));
  const excess = ranks.reduce((sum, rank) => sum + Math.max(0, rank - k), 0);
  return 1 - (2 * excess) / (anchors.length * k * (2 * count - 3 * k - 1));
}

async function withTable<Result>(
  { name, rows }: Space,
  use: (table: ReturnType<typeof distanceTable>) => Promise<Result>,
): Promise<Result> {
  const table = distanceTable(name, rows);
  try {
    return await use(table);
  } finally {
    table.dispose();
  }
}
