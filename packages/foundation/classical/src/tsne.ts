import type { Rows } from '@autoencoders/data';
import { checkInteger, checkNumber, OptionError } from '@autoencoders/errors';
import { checkPairwise } from './pairwise-limit.js';
import type { Reduction } from './reduction.js';
import { rowsOf, type Table, tableOf } from './table.js';
import { steps, type WorkOptions } from './work.js';

/** Options of {@link tsne}. */
export interface TsneOptions extends WorkOptions {
  /** How many dimensions to keep. Default 2. */
  readonly dimensions?: number;
  /** About how many neighbors each row has: `2^H` of their entropy. Below the number of rows. Default 30. */
  readonly perplexity?: number;
  /** Default 0. */
  readonly seed?: number;
  /** Steps of gradient descent. Default 1000. */
  readonly iterations?: number;
}

/**
 * t-SNE: a layout in which rows are neighbors with the same probability as before, `min KL(P ‖ Q)` with Gaussian
 * neighborhoods P of the rows and Student's t with one degree of freedom in Q. There is no transform of other rows.
 * By druidjs, exact: time and memory grow with the square of the rows.
 * Source: van der Maaten and Hinton 2008, "Visualizing data using t-SNE", algorithm 1. Learning rate: as Belkina et al.
 * 2019, rows over four times the early exaggeration, here four, and at least 50.
 *
 * @param rows `[batch, ...shape]`; each row is flattened
 * @throws {OptionError} when an option is out of its range.
 * @throws {DataError} when there are no rows or more than 10,000, or a value is not finite.
 * @throws {ShapeError} when the shape does not fit the values.
 */
export async function tsne(
  rows: Rows,
  { dimensions = 2, perplexity = 30, seed = 0, iterations = 1000, signal, onProgress }: TsneOptions = {},
): Promise<Reduction> {
  const table = tableOf('rows', rows);
  checkPairwise('tsne', table);
  checkInteger('dimensions', dimensions);
  checkInteger('seed', seed, 0);
  checkInteger('iterations', iterations);
  checkNumber('perplexity', perplexity, 1);
  if (perplexity >= table.count - 1) {
    throw new OptionError(
      `perplexity is ${perplexity}, and there are ${table.count} rows: a row has fewer than ` +
        `${table.count - 1} effective neighbors; give less, or more rows`,
    );
  }
  signal?.throwIfAborted();

  const druid = await import('@saehrimnir/druidjs');
  const points = druid.Matrix.from(scaled(table, dimensions));
  const epsilon = Math.max(50, table.count / 16);
  const model = new druid.TSNE(points, { d: dimensions, perplexity, epsilon, seed });
  const layouts = model.generator(iterations);
  try {
    await steps(iterations, () => void layouts.next(), { signal, onProgress });
    return { method: 'tsne', embedding: rowsOf(model.projection.to2dArray(), dimensions) };
  } finally {
    model.release();
  }
}

/**
 * Rows of unit variance, on which the layout does not depend, for the library's search of each row's bandwidth begins
 * at 1. It wants no fewer columns than dimensions.
 */
function scaled({ values, count, width }: Table, dimensions: number): Float64Array[] {
  const means = new Float64Array(width);
  for (let i = 0; i < values.length; i++) means[i % width]! += values[i]! / count;
  const squares = values.reduce((sum, value, i) => sum + (value - means[i % width]!) ** 2, 0);
  const deviation = Math.sqrt(squares / count) || 1;
  return Array.from({ length: count }, (_, row) => {
    const point = new Float64Array(Math.max(width, dimensions));
    for (let j = 0; j < width; j++) point[j] = (values[row * width + j]! - means[j]!) / deviation;
    return point;
  });
}
