import type { Rows } from '@autoencoders/data';
import { checkInteger, checkNumber } from '@autoencoders/errors';
import type { BlockOptions } from '../distances/blocks.js';
import { nearestNeighbors } from '../embedding/nearest-neighbors.js';
import { type Coverage, divergenceOfCounts } from './coverage.js';

/** Options of {@link modeCoverage}. */
export interface ModeCoverageOptions extends BlockOptions {
  /** Distance from a centre within which a sample is good, such as 3 standard deviations of a mode. */
  readonly within: number;
  /** Good samples that a mode must have to count. Default 1. */
  readonly least?: number | undefined;
}

/** What {@link modeCoverage} gives. */
export interface ModeCoverage extends Coverage {
  /** Share of samples within that distance of a centre. In [0, 1]. */
  readonly highQuality: number;
}

/**
 * How many modes of a mixture, whose centres are known, generated samples are of. Each sample belongs to the nearest
 * centre (the first of equally near ones), and is good if it is no farther than `within` from it; a mode counts where it
 * has `least` good ones. `counts` are of good samples; the divergence is that of all samples' modes from modes which are
 * equally likely, as samples between modes belong to some.
 *
 * Sources: Srivastava et al. 2017, "VEEGAN", section 4.1 (modes and quality, within 3 standard deviations); Lin et al.
 * 2018, "PacGAN", section 4.1 (divergence); Dumoulin et al. 2017, section 4.5 (the grid).
 *
 * @param samples `[examples, ...shape]`
 * @param centers `[modes, ...shape]`, such as those of `gaussianGrid` of `@autoencoders/data`
 * @throws {OptionError} when `within` is not a positive number, or `least` not a positive integer.
 * @throws {ShapeError} when rows do not fill their shape, or the widths differ.
 * @throws {DataError} without rows, or when a value is not finite.
 */
export async function modeCoverage(
  samples: Rows,
  centers: Rows,
  { within, least = 1, ...options }: ModeCoverageOptions,
): Promise<ModeCoverage> {
  checkNumber('within', within, Number.MIN_VALUE);
  checkInteger('least', least);
  const { indices, distances } = await nearestNeighbors(centers, 1, { ...options, queries: samples });
  const all = new Int32Array(centers.shape[0]!);
  const counts = new Int32Array(all.length);
  indices.forEach((mode, row) => {
    all[mode]! += 1;
    if (distances[row]! <= within) counts[mode]! += 1;
  });
  return {
    modes: counts.filter((count) => count >= least).length,
    klDivergence: divergenceOfCounts(
      all,
      all.map(() => 1),
    ),
    counts,
    highQuality: counts.reduce((sum, count) => sum + count, 0) / indices.length,
  };
}
