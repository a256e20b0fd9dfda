import { randomPermutation } from '@autoencoders/backend';
import type { Points } from './point-groups.js';

/** Points with the labels that belong to them. */
export interface LabelledPoints {
  readonly points: Points;
  readonly labels: readonly (number | string)[] | undefined;
}

/**
 * At most so many of the points, the same for the same number of points and seed, in their order.
 *
 * @param points `[count, dimensions]`
 */
export function samplePoints(
  { values, shape }: Points,
  labels: ArrayLike<number | string> | undefined,
  most: number,
  seed: number,
): LabelledPoints {
  const [count = 0, dimensions = 0] = shape;
  if (count <= most) return { points: { values, shape }, labels: labels && Array.from(labels) };
  const rows = randomPermutation(count, seed, 'points drawn').subarray(0, most).sort();
  const kept = new Float64Array(most * dimensions);
  for (const [to, from] of rows.entries()) {
    for (let k = 0; k < dimensions; k++) kept[to * dimensions + k] = values[from * dimensions + k]!;
  }
  return {
    points: { values: kept, shape: [most, dimensions] },
    labels: labels && Array.from(rows, (row) => labels[row]!),
  };
}
