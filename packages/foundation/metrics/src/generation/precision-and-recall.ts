import type { Rows } from '@autoencoders/data';
import { checkInteger, OptionError } from '@autoencoders/errors';
import { type BlockOptions, visitBlocks } from '../distances/blocks.js';
import { type DistanceTable, distanceTable } from '../distances/distance-table.js';
import { neighborsOf } from '../distances/neighbors.js';

/** Options of {@link precisionAndRecall}. */
export interface PrecisionRecallOptions extends BlockOptions {
  /** The neighbour whose distance is the radius about a row, `k`. Default 3. */
  readonly neighbors?: number | undefined;
}

/** What {@link precisionAndRecall} gives. */
export interface PrecisionRecall {
  /** Share of generated rows that are among the real: how good samples are. In [0, 1]. */
  readonly precision: number;
  /** Share of real rows that are among the generated: how much is covered. In [0, 1]. */
  readonly recall: number;
  /** Real neighbourhoods that a generated row is in, over `k`: about 1 where both sets are alike, and may be above. */
  readonly density: number;
  /** Share of real rows with a generated one in their neighbourhood. In [0, 1]. */
  readonly coverage: number;
}

/**
 * How good generated rows are, and how much of the real ones they cover, told apart. A set fills the balls about its rows
 * that reach to their `k`-th nearest neighbour in it, `B(x)`:
 *
 * `precision = 1/n #{y : ∃x y ∈ B(x)}` and `recall = 1/m #{x : ∃y x ∈ B(y)}` of `m` real rows `x` and `n` generated `y`;
 * `density = 1/(kn) Σ_y #{x : y ∈ B(x)}` and `coverage = 1/m #{x : ∃y y ∈ B(x)}`, which outliers move less.
 *
 * Distances are Euclidean and exact (see {@link nearestNeighbors}), computed in blocks: time grows with the product of
 * the numbers of rows, memory with the numbers. Compare figures of as many rows and the same features only.
 * Sources: Kynkäänniemi et al. 2019, eq. 1 and 2; Naeem et al. 2020, section 3.
 *
 * @param real `[examples, ...shape]`, such as features by `featureRows`
 * @param generated `[examples, ...shape]`
 * @throws {OptionError} when `neighbors` is not a positive integer, or a set has not more rows than that.
 * @throws {ShapeError} when rows do not fill their shape, or the widths differ.
 * @throws {DataError} without rows, or when a value is not finite.
 */
export async function precisionAndRecall(
  real: Rows,
  generated: Rows,
  { neighbors = 3, blockSize, signal, onProgress }: PrecisionRecallOptions = {},
): Promise<PrecisionRecall> {
  checkInteger('neighbors', neighbors);
  const total = 2 * ((real.shape[0] ?? 0) + (generated.shape[0] ?? 0));
  let before = 0;
  const part = (rows: number): BlockOptions => {
    const start = before;
    before += rows;
    return { blockSize, signal, onProgress: (done) => onProgress?.(start + done, total) };
  };
  const aboutReal = await within(real, generated, 'real rows', neighbors, part);
  const aboutGenerated = await within(generated, real, 'generated rows', neighbors, part);
  const share = (counts: Int32Array) =>
    counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0) / counts.length;
  const pairs = aboutReal.balls.reduce((sum, count) => sum + count, 0);
  return {
    precision: share(aboutReal.balls),
    recall: share(aboutGenerated.balls),
    density: pairs / (neighbors * aboutReal.balls.length),
    coverage: share(aboutReal.visitors),
  };
}

/** Who is in whose ball. */
interface Within {
  /** Of each query, in how many balls it is. */
  readonly balls: Int32Array;
  /** Of each point, how many queries are in its ball. */
  readonly visitors: Int32Array;
}

/** Counts which queries are in the balls about points that reach to the `k`-th neighbour. */
async function within(
  points: Rows,
  queries: Rows,
  what: string,
  k: number,
  part: (rows: number) => BlockOptions,
): Promise<Within> {
  const own = distanceTable(what, points);
  let table: DistanceTable | undefined;
  try {
    if (k >= own.count)
      throw new OptionError(`neighbors is ${k}: there are ${own.count} ${what}, ask for fewer`);
    table = distanceTable(what, points, queries);
    const nearest = await neighborsOf(own, everyRow(own.count), k, part(own.count));
    // Squared, in the unit of the other table: both units are powers of two, so nothing is rounded.
    const unit = (table.scale / own.scale) ** 2;
    const radii = Float64Array.from({ length: own.count }, (_, i) => nearest.squares[i * k + k - 1]! * unit);
    return await countWithin(table, radii, part(table.queries));
  } finally {
    own.dispose();
    table?.dispose();
  }
}

async function countWithin(
  table: DistanceTable,
  radii: Float64Array,
  options: BlockOptions,
): Promise<Within> {
  const { count, queries, slack, pointNorms, queryNorms } = table;
  const balls = new Int32Array(queries);
  const visitors = new Int32Array(count);
  await visitBlocks(table, everyRow(queries), options, (query, _, distances) => {
    const norm = queryNorms[query]!;
    let inside = 0;
    for (let i = 0; i < count; i++) {
      const square = distances[i]! + norm;
      const error = slack * (norm + pointNorms[i]!);
      const radius = radii[i]!;
      if (square - error > radius) continue;
      // Where rounding leaves it open, the exact distance decides.
      if (square + error > radius && table.exact(query, i) > radius) continue;
      inside += 1;
      visitors[i]! += 1;
    }
    balls[query] = inside;
  });
  return { balls, visitors };
}

function everyRow(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, row) => row);
}
