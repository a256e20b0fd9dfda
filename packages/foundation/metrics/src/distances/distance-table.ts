import type { Rows } from '@autoencoders/data';
import { ShapeError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { checkRows } from '../check-rows.js';

/**
 * Squared distances of queries from points: roughly and fast on the engine, exactly and one by one on the host.
 *
 * Distances come as `|a|² + |b|² - 2ab` of rows less their mean, scaled to lengths of at most about 1, so that no
 * square leaves single precision. This loses what near-duplicates differ in; `slack` bounds the loss, and whoever has to
 * decide within it asks for the exact distance.
 */
export interface DistanceTable {
  /** Number of points. */
  readonly count: number;
  /** Number of queries. */
  readonly queries: number;
  /** Whether the queries are the points, each of which is then no neighbour of its own. */
  readonly own: boolean;
  /** `|b|²` of each point. */
  readonly pointNorms: Float32Array;
  /** `|a|²` of each query. */
  readonly queryNorms: Float32Array;
  /** An approximate square is off by at most `slack · (|a|² + |b|²)`. */
  readonly slack: number;
  /** What distances in the rows' own unit were multiplied by. */
  readonly scale: number;
  /** `|b|² - 2ab` of these queries, `[which.length, count]`: the square less what is the same for a whole row. */
  approximate(which: ArrayLike<number>): tf.Tensor2D;
  /** The square of one distance, in double precision from the rows themselves. */
  exact(query: number, point: number): number;
  /** Frees what is on the engine. */
  dispose(): void;
}

/**
 * Puts points on the engine; dispose the table after use.
 *
 * @param what the points are called in messages
 * @param points `[count, ...shape]`
 * @param others rows whose distances from the points are asked for; by default those of the points themselves
 * @throws {ShapeError} when rows do not fill their shape, or queries have another width than points.
 * @throws {DataError} without rows, or when a value is not finite.
 */
export function distanceTable(what: string, points: Rows, others?: Rows): DistanceTable {
  const { count, width } = checkRows(what, points);
  const queries = others ? checkRows('queries', others) : { count, width };
  if (queries.width !== width) {
    throw new ShapeError(`queries have ${queries.width} values each, ${what} ${width}: give the same`);
  }
  const mean = meanOf(points.values, width);
  const farthest = Math.sqrt(
    Math.max(largestSquare(points.values, mean), others ? largestSquare(others.values, mean) : 0),
  );
  // A power of two, by which products are exact: equal distances stay equal.
  const scale = farthest > 0 ? 2 ** -Math.ceil(Math.log2(farthest)) : 1;
  const right = extended(points.values, mean, scale);
  const left = others ? extended(others.values, mean, scale) : right;
  const onEngine = tf.tensor2d(right.values, [count, width + 1]);
  const [a, b] = [(others ?? points).values, points.values];
  return {
    count,
    queries: queries.count,
    own: !others,
    pointNorms: right.norms,
    queryNorms: left.norms,
    // Rounding of `width + 1` products and their sum, of the norms and of the rows, as |a||b| ≤ (|a|² + |b|²) / 2.
    slack: 2 * (width + 8) * 2 ** -24,
    scale,
    approximate: (which) =>
      tf.tidy(() => {
        const rows = tf.tensor2d(doubledRows(left.values, width + 1, which), [which.length, width + 1]);
        return tf.matMul(rows, onEngine, false, true);
      }),
    exact: (query, point) => {
      let sum = 0;
      for (let i = query * width, j = point * width, end = i + width; i < end; i++, j++) {
        const difference = (a[i]! - b[j]!) * scale;
        sum += difference * difference;
      }
      return sum;
    },
    dispose: () => onEngine.dispose(),
  };
}

function meanOf(values: Float32Array, width: number): Float64Array {
  const mean = new Float64Array(width);
  for (let i = 0; i < values.length; i++) mean[i % width]! += values[i]!;
  return mean.map((sum) => sum / (values.length / width));
}

/** The largest `|row - mean|²`. */
function largestSquare(values: Float32Array, mean: Float64Array): number {
  const width = mean.length;
  let largest = 0;
  for (let from = 0; from < values.length; from += width) {
    let square = 0;
    for (let k = 0; k < width; k++) square += (values[from + k]! - mean[k]!) ** 2;
    largest = Math.max(largest, square);
  }
  return largest;
}

/** Rows `b` less the mean, scaled, each followed by `|b|²`. */
function extended(
  values: Float32Array,
  mean: Float64Array,
  scale: number,
): { values: Float32Array; norms: Float32Array } {
  const width = mean.length;
  const count = values.length / width;
  const out = new Float32Array(count * (width + 1));
  const norms = new Float32Array(count);
  for (let row = 0; row < count; row++) {
    const to = row * (width + 1);
    let square = 0;
    for (let k = 0; k < width; k++) {
      out[to + k] = (values[row * width + k]! - mean[k]!) * scale;
      square += out[to + k]! ** 2;
    }
    out[to + width] = square;
    norms[row] = square;
  }
  return { values: out, norms };
}

/** Rows `[-2a, 1]`, whose product with `[b, |b|²]` is `|b|² - 2ab`. */
function doubledRows(values: Float32Array, width: number, which: ArrayLike<number>): Float32Array {
  const out = new Float32Array(which.length * width);
  for (let row = 0; row < which.length; row++) {
    const from = which[row]! * width;
    const to = row * width;
    for (let k = 0; k < width - 1; k++) out[to + k] = -2 * values[from + k]!;
    out[to + width - 1] = 1;
  }
  return out;
}
