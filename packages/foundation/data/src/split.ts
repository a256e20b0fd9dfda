import { randomPermutation } from '@autoencoders/backend';
import { checkNumber, DataError } from '@autoencoders/errors';
import type { ArrayDataset } from './array-dataset.js';

/**
 * Splits a dataset in two at random: `[1 - fraction, fraction]` of its examples, the same for the same seed.
 *
 * @example
 * const [train, validation] = split(data, 0.1, { seed: 7 });
 *
 * @throws {OptionError} unless the fraction is within (0, 1).
 * @throws {DataError} when a part would be empty.
 */
export function split(
  data: ArrayDataset,
  fraction: number,
  { seed = 0 }: { readonly seed?: number } = {},
): [ArrayDataset, ArrayDataset] {
  checkNumber('fraction', fraction, Number.MIN_VALUE, 1 - Number.EPSILON);
  const second = Math.round(data.size * fraction);
  if (second === 0 || second === data.size) {
    throw new DataError(`a fraction of ${fraction} of ${data.size} examples leaves one part empty`);
  }
  const order = randomPermutation(data.size, seed, 'split');
  return [
    data.subset(order.subarray(second).slice().sort()),
    data.subset(order.subarray(0, second).slice().sort()),
  ];
}
