import { randomPermutation } from '@autoencoders/backend';
import type { Rows } from '@autoencoders/data';
import { checkInteger, DataError } from '@autoencoders/errors';
import { checkRows } from '../check-rows.js';
import { checkOneEach } from '../labels.js';
import { spearman } from './spearman.js';

/** Options of {@link shepardCorrelation}. */
export interface ShepardOptions {
  /** Pairs of points that are drawn; all pairs where there are no more. Default 100,000. */
  readonly pairs?: number;
  /** Of the draws. Default 0. */
  readonly seed?: number;
}

/**
 * How far an embedding keeps the order of distances: the rank correlation of Spearman between the Euclidean distances
 * of pairs of points in the data and those in the embedding, the axes of a Shepard diagram. In `[-1, 1]`, 1 when the
 * order is kept. Source: Shepard 1962, "The analysis of proximities".
 *
 * @param rows `[points, ...shape]`, the data
 * @param embedding `[points, ...shape]`, its codes or coordinates
 * @throws {DataError} for fewer than three points, when a value is not finite, or when all distances are equal.
 * @throws {ShapeError} when rows do not fill their shape, or the two differ in number.
 * @throws {OptionError} when `pairs` is no integer of at least 2, or `seed` none of at least 0.
 */
export function shepardCorrelation(
  rows: Rows,
  embedding: Rows,
  { pairs = 100_000, seed = 0 }: ShepardOptions = {},
): number {
  checkInteger('pairs', pairs, 2);
  checkInteger('seed', seed, 0);
  const { count, width } = checkRows('the data', rows);
  const embedded = checkRows('the embedding', embedding);
  checkOneEach('rows of the embedding', { length: embedded.count }, count);
  if (count < 3) throw new DataError(`there are ${count} points: give at least 3, which make several pairs`);
  const [first, second] = pairsOf(count, pairs, seed);
  const distances = (values: Float32Array, size: number) =>
    Float64Array.from(first, (a, i) => distance(values, size, a, second[i]!));
  return spearman(
    { name: 'distances in the data', values: distances(rows.values, width) },
    { name: 'distances in the embedding', values: distances(embedding.values, embedded.width) },
  );
}

/** All pairs, or neighbours in one random order of the points after another: any pair is as likely as any other. */
function pairsOf(count: number, most: number, seed: number): [Uint32Array, Uint32Array] {
  const all = (count * (count - 1)) / 2;
  const size = Math.min(all, most);
  const [first, second] = [new Uint32Array(size), new Uint32Array(size)];
  if (all <= most) {
    for (let a = 0, i = 0; a < count; a++) {
      for (let b = a + 1; b < count; b++, i++) {
        first[i] = a;
        second[i] = b;
      }
    }
    return [first, second];
  }
  for (let i = 0, round = 0; i < size; round++) {
    const order = randomPermutation(count, seed, 'pairs', round);
    for (let at = 0; at + 1 < count && i < size; at += 2, i++) {
      first[i] = order[at]!;
      second[i] = order[at + 1]!;
    }
  }
  return [first, second];
}

function distance(values: Float32Array, width: number, a: number, b: number): number {
  let sum = 0;
  for (let k = 0; k < width; k++) sum += (values[a * width + k]! - values[b * width + k]!) ** 2;
  return Math.sqrt(sum);
}
