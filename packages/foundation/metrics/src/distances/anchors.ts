import { randomPermutation } from '@autoencoders/backend';
import { checkInteger } from '@autoencoders/errors';

/** Which rows a figure is averaged over. */
export interface SampleOptions {
  /** Above this many rows, a random sample of so many is taken, and compared with all rows. */
  readonly sample?: number | undefined;
  /** Of the sample. Default 0. */
  readonly seed?: number | undefined;
}

/**
 * All rows, or the sample of them that the seed names, ascending.
 *
 * @throws {OptionError} when `sample` is not a positive integer or `seed` is no integer of at least 0.
 */
export function anchorsOf(count: number, sample: number, seed: number): Int32Array {
  checkInteger('sample', sample);
  checkInteger('seed', seed, 0);
  if (count <= sample) return Int32Array.from({ length: count }, (_, row) => row);
  return Int32Array.from(randomPermutation(count, seed, 'anchors').subarray(0, sample)).sort();
}
