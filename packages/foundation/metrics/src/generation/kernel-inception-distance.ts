import { randomPermutation } from '@autoencoders/backend';
import { type Rows, takeRows } from '@autoencoders/data';
import { checkInteger, OptionError, ShapeError } from '@autoencoders/errors';
import { checkRows } from '../check-rows.js';
import { givingWay } from '../give-way.js';
import { meanWithStandardError } from '../mean-with-standard-error.js';
import { cubicDiscrepancy } from './cubic-discrepancy.js';

/** Options of {@link kernelInceptionDistance}. */
export interface KernelDistanceOptions {
  /**
   * Rows of each set that are compared at a time. Default 1,000, or a tenth of the smaller set where that is less. Memory
   * grows with its square.
   */
  readonly blockSize?: number | undefined;
  /** Which rows are in a block together. Default 0. */
  readonly seed?: number | undefined;
  /** Rejects with the signal's reason once the block under way is done. */
  readonly signal?: AbortSignal | undefined;
  /** Called after each block with how many of all are done. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** What {@link kernelInceptionDistance} gives. */
export interface KernelDistance {
  /** Over the blocks; about 0 where both sets are of one distribution, below it by chance. */
  readonly mean: number;
  /** Of the mean, by the spread of the blocks. */
  readonly standardError: number;
}

/**
 * The kernel distance of two sets of features (KID): the squared maximum mean discrepancy with a cubic kernel,
 *
 * `1/(m(m-1)) Σ_{i≠j} k(x_i, x_j) + 1/(m(m-1)) Σ_{i≠j} k(y_i, y_j) - 2/m² Σ_{ij} k(x_i, y_j)`, `k(x, y) = (xᵀy / d + 1)³`,
 *
 * of features of `d` dimensions. Without bias at any number of rows, unlike the Fréchet distance. The rows are put into
 * blocks at random, none of which share any: their mean is the figure, and its standard error honest (papers give the
 * spread of subsets that overlap). Products are computed on the engine, sums in double precision.
 * Sources: Bińkowski et al. 2018, section 4; Gretton et al. 2012, eq. 3.
 *
 * @param a `[examples, ...shape]`, such as features of real images by `featureRows`
 * @param b `[examples, ...shape]`, such as those of generated ones
 * @throws {ShapeError} when the widths differ, or values and shape do not agree.
 * @throws {DataError} without rows, or naming the first value that is not finite.
 * @throws {OptionError} when `blockSize` is below 2 or leaves fewer than two blocks, or `seed` is no integer of at least 0.
 */
export async function kernelInceptionDistance(
  a: Rows,
  b: Rows,
  { blockSize, seed = 0, signal, onProgress }: KernelDistanceOptions = {},
): Promise<KernelDistance> {
  const [first, second] = [checkRows('rows of the first set', a), checkRows('rows of the second set', b)];
  if (first.width !== second.width) {
    throw new ShapeError(
      `rows of the first set have ${first.width} values each, of the second ${second.width}: give the same`,
    );
  }
  checkInteger('seed', seed, 0);
  const smaller = Math.min(first.count, second.count);
  const size = blockSize ?? Math.max(2, Math.min(1000, Math.floor(smaller / 10)));
  checkInteger('blockSize', size, 2);
  const blocks = Math.floor(smaller / size);
  if (blocks < 2) {
    throw new OptionError(
      `${smaller} rows make ${blocks} blocks of ${size}: two or more are needed, give smaller ones`,
    );
  }
  const orders = [first, second].map(({ count }, set) =>
    randomPermutation(count, seed, `kernel-distance-${set}`),
  );
  const giveWay = givingWay(signal);
  signal?.throwIfAborted();
  const estimates: number[] = [];
  for (let block = 0; block < blocks; block++) {
    const [x, y] = [a, b].map(({ values }, set) =>
      takeRows(
        { values, shape: [values.length / first.width, first.width] },
        orders[set]!.subarray(block * size, (block + 1) * size),
      ),
    ) as [Rows, Rows];
    estimates.push(await cubicDiscrepancy(x, y));
    onProgress?.(block + 1, blocks);
    await giveWay();
  }
  return meanWithStandardError(estimates);
}
