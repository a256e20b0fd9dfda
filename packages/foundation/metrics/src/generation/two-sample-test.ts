import { randomPermutation } from '@autoencoders/backend';
import type { Rows } from '@autoencoders/data';
import { checkChoice, checkInteger, checkNumber, OptionError, ShapeError } from '@autoencoders/errors';
import { mmdKernels } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';
import { checkRows } from '../check-rows.js';
import { givingWay } from '../give-way.js';
import { jointKernel, type KernelName, medianSquaredDistance } from './joint-kernel.js';

/** Options of {@link twoSampleTest}. */
export interface TwoSampleTestOptions {
  /** Other ways to part the rows that the true one is compared with. Default 1,000. */
  readonly permutations?: number | undefined;
  /** `'rbf'`: `exp(-d² / (2 s))`, or `'inverseMultiquadratic'`: `s / (s + d²)`, of a distance `d`. Default `'rbf'`. */
  readonly kernel?: KernelName | undefined;
  /**
   * The scales `s`, in units of squared distance: the kernel is the sum over them. Default the median squared distance
   * of all rows from one another; smaller ones beside it find finer differences of shape.
   */
  readonly scales?: readonly number[] | undefined;
  /** Keys the permutations. Default 0. */
  readonly seed?: number | undefined;
  /** Rejects with the signal's reason once the block of permutations under way is done. */
  readonly signal?: AbortSignal | undefined;
  /** Called after each block with how many permutations of all are done. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** What {@link twoSampleTest} gives. */
export interface TwoSampleTest {
  /** The squared maximum mean discrepancy without bias: about 0 where both are of one distribution. No unit. */
  readonly statistic: number;
  /**
   * How often chance alone would give as large a discrepancy, in (0, 1]: at most `α` with a probability of at most `α`
   * where both samples are of one distribution.
   */
  readonly pValue: number;
  /** The scales of the kernel. */
  readonly scales: readonly number[];
}

/** Permutations at a time. */
const blockSize = 256;

/**
 * Tests whether two samples are of one distribution, whatever it is, by their maximum mean discrepancy: that of the
 * samples as they are is compared with what it is when all rows are parted into two at random, as it would be if both
 * were of one distribution. With `b` of `B` permutations at least as large, the p-value is `(b + 1) / (B + 1)`, which is
 * exact at any number of rows.
 *
 * The kernel of all rows is computed once, on the engine; a block of permutations is then a product with the matrix that
 * says which rows come first. Memory grows with the square of the rows: 500 to 1,000 of each do well.
 * Sources: Gretton et al. 2012, "A kernel two-sample test", lemma 6 and section 8 (discrepancy, permutations, median
 * distance); Phipson and Smyth 2010 (p-value).
 *
 * @param x `[m, ...shape]`, at least 2, such as codes by `encode`
 * @param y `[n, ...shape]`, at least 2, such as as many draws of the prior
 * @throws {ShapeError} when the widths differ, or a sample has fewer than 2 rows.
 * @throws {DataError} without rows, or naming the first value that is not finite.
 * @throws {OptionError} for an unknown kernel, a scale that is not positive, less than one permutation, or a seed that is
 *   no whole number.
 */
export async function twoSampleTest(
  x: Rows,
  y: Rows,
  { permutations = 1000, kernel = 'rbf', scales, seed = 0, signal, onProgress }: TwoSampleTestOptions = {},
): Promise<TwoSampleTest> {
  checkInteger('permutations', permutations);
  checkChoice('kernel', kernel, mmdKernels);
  checkInteger('seed', seed, 0);
  checkScales(scales);
  const { m, n } = checkSamples(x, y);
  signal?.throwIfAborted();
  const { rows, unit } = await pooledRows(x, y);
  let similar: tf.Tensor2D | undefined;
  try {
    const used = scales?.map((scale) => scale / unit) ?? [await medianSquaredDistance(rows, seed)];
    similar = jointKernel(rows, kernel, used);
    const giveWay = givingWay(signal);
    let [statistic, larger] = [0, 0];
    // The first is the samples as they are.
    for (let from = 0; from <= permutations; from += blockSize) {
      const count = Math.min(blockSize, permutations + 1 - from);
      const found = await discrepancies(similar, firstRows(from, count, m, n, seed), m, n);
      if (from === 0) statistic = found[0]!;
      // The same parting may come again, and be rounded otherwise.
      const least = statistic - 1e-7 * used.length;
      larger += found.reduce((sum, value) => sum + (value >= least ? 1 : 0), 0);
      onProgress?.(Math.min(from + count - 1, permutations), permutations);
      await giveWay();
    }
    return { statistic, pValue: larger / (permutations + 1), scales: used.map((scale) => scale * unit) };
  } finally {
    tf.dispose([rows, ...(similar ? [similar] : [])]);
  }
}

function checkScales(scales: readonly number[] | undefined): void {
  if (scales?.length === 0) throw new OptionError('scales is empty: give one or more, or leave it out');
  for (const [index, scale] of (scales ?? []).entries()) {
    checkNumber(`scales[${index}]`, scale, Number.MIN_VALUE);
  }
}

function checkSamples(x: Rows, y: Rows): { m: number; n: number } {
  const [first, second] = [
    checkRows('rows of the first sample', x),
    checkRows('rows of the second sample', y),
  ];
  if (first.width !== second.width) {
    throw new ShapeError(
      `rows of the first sample have ${first.width} values each, of the second ${second.width}: give the same`,
    );
  }
  const [m, n] = [first.count, second.count];
  if (m < 2 || n < 2) throw new ShapeError(`the samples have ${m} and ${n} rows: give at least 2 of each`);
  return { m, n };
}

/** All rows less their mean, and the unit of squared distance in which none of their squares is large. */
async function pooledRows(x: Rows, y: Rows): Promise<{ rows: tf.Tensor2D; unit: number }> {
  const [centred, largest] = tf.tidy((): [tf.Tensor, tf.Tensor] => {
    const parts = [x, y].map(({ values, shape }) =>
      tf.tensor2d(values, [shape[0]!, values.length / shape[0]!]),
    );
    const all = tf.concat(parts, 0);
    const rows = tf.sub(all, tf.mean(all, 0));
    return [rows, tf.max(tf.abs(rows))];
  });
  const [reach] = await largest.data<'float32'>().finally(() => largest.dispose());
  // A power of two, by which quotients are exact.
  const length = reach! > 0 ? 2 ** Math.ceil(Math.log2(reach!)) : 1;
  const rows = tf.div(centred, length) as tf.Tensor2D;
  centred.dispose();
  return { rows, unit: length ** 2 };
}

/** Which of the rows come first, as ones in `[count, m + n]`: those that did, and then those that permutations put there. */
function firstRows(from: number, count: number, m: number, n: number, seed: number): tf.Tensor2D {
  const ones = new Float32Array(count * (m + n));
  for (let at = 0; at < count; at++) {
    const row = ones.subarray(at * (m + n), (at + 1) * (m + n));
    if (from + at === 0) row.fill(1, 0, m);
    else for (const place of partOf(m, n, seed, from + at)) row[place] = 1;
  }
  return tf.tensor2d(ones, [count, m + n]);
}

const partOf = (m: number, n: number, seed: number, permutation: number) =>
  randomPermutation(m + n, seed, 'two-sample-test', permutation).subarray(0, m);

/** The discrepancy without bias for each row `a` of `first`, which is disposed: of `aᵀKa`, `aᵀK1` and `1ᵀK1`. */
async function discrepancies(
  similar: tf.Tensor2D,
  first: tf.Tensor2D,
  m: number,
  n: number,
): Promise<Float32Array> {
  const found = tf.tidy(() => {
    const products = tf.matMul(first, similar);
    const within = tf.sum(tf.mul(products, first), 1);
    const toAll = tf.sum(products, 1);
    const between = tf.sub(toAll, within);
    const others = tf.sub(tf.sub(tf.sum(similar), toAll), between);
    return tf.sub(
      tf.add(tf.div(within, m * (m - 1)), tf.div(others, n * (n - 1))),
      tf.mul(between, 2 / (m * n)),
    );
  });
  first.dispose();
  return found.data<'float32'>().finally(() => found.dispose());
}
