import type { Rows } from '@autoencoders/data';
import { checkInteger } from '@autoencoders/errors';
import type { DrawOptions } from './draw-options.js';
import type { KernelDensity } from './kernel-density.js';
import { checkBandwidths } from './kernel-log-density.js';
import { normalDraws } from './normal-draws.js';
import { seededRandom } from './seeded-random.js';
import { tableOf } from './table.js';

/**
 * Draws from a kernel density estimate: a kernel `i`, each as probable, then `x_j = x_ij + h_j ε_j`, `ε ~ N(0, I)`. The
 * first rows are the same whatever the count.
 *
 * @returns `[count, width]`
 * @throws {OptionError} when `count` is no positive integer, or `seed` or `step` no integer of at least 0.
 * @throws {ShapeError} when kernels and bandwidths differ in width.
 */
export function sampleKernelDensity(
  density: KernelDensity,
  { count, seed = 0, step = 0 }: DrawOptions,
): Rows {
  checkInteger('count', count);
  checkInteger('seed', seed, 0);
  checkInteger('step', step, 0);
  const { values: kernels, count: size, width } = tableOf('kernels', density.kernels);
  const bandwidths = checkBandwidths(density, width);
  const random = seededRandom(seed, step);
  const normal = normalDraws(random);
  const values = new Float32Array(count * width);
  for (let row = 0; row < count; row++) {
    const kernel = Math.floor(random() * size);
    for (let j = 0; j < width; j++) {
      values[row * width + j] = kernels[kernel * width + j]! + bandwidths[j]! * normal();
    }
  }
  return { values, shape: [count, width] };
}
