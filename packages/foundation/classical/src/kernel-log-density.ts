import type { Rows } from '@autoencoders/data';
import { ShapeError } from '@autoencoders/errors';
import type { KernelDensity } from './kernel-density.js';
import { squaredDistance } from './squared-distance.js';
import { tableOf } from './table.js';

/**
 * The log density of each row under a kernel density estimate, `log 1/n Σ_i Π_j N(x_j | x_ij, h_j²)`, by log-sum-exp in
 * double precision: summed over features, in nats. Time grows with the product of rows and kernels.
 *
 * @param rows `[batch, ...shape]`
 * @returns `[batch]`
 * @throws {ShapeError} when rows, kernels and bandwidths differ in width.
 * @throws {DataError} when there are no rows, or a value is not finite.
 */
export function kernelLogDensity(rows: Rows, density: KernelDensity): Float64Array {
  const { width, count: kernels, values } = tableOf('kernels', density.kernels);
  const bandwidths = checkBandwidths(density, width);
  const table = tableOf('rows', rows, width);
  const scaled = (all: Float32Array) => Float64Array.from(all, (value, i) => value / bandwidths[i % width]!);
  const points = scaled(table.values);
  const centers = scaled(values);
  const constant =
    -Math.log(kernels) -
    (width / 2) * Math.log(2 * Math.PI) -
    bandwidths.reduce((sum, bandwidth) => sum + Math.log(bandwidth), 0);
  const squares = new Float64Array(kernels);
  return Float64Array.from({ length: table.count }, (_, row) => {
    let nearest = Number.POSITIVE_INFINITY;
    for (let i = 0; i < kernels; i++) {
      squares[i] = squaredDistance(points, row * width, centers, i * width, width);
      nearest = Math.min(nearest, squares[i]!);
    }
    let sum = 0;
    for (let i = 0; i < kernels; i++) sum += Math.exp((nearest - squares[i]!) / 2);
    return constant - nearest / 2 + Math.log(sum);
  });
}

/** @throws {ShapeError} unless there is a bandwidth for each feature. */
export function checkBandwidths({ bandwidths }: KernelDensity, width: number): Float64Array {
  if (bandwidths.length === width) return bandwidths;
  throw new ShapeError(
    `there are ${bandwidths.length} bandwidths for kernels of ${width} values: give one each`,
  );
}
