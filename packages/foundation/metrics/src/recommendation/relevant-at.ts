import { checkInteger, DataError } from '@autoencoders/errors';

/** How many of a list are relevant, and how many could be. */
export interface RelevantAt {
  /** Places of the relevant ones among the first `k`, from 0, ascending. */
  readonly places: number[];
  /** `min(k, number relevant)`: places that the best list has. */
  readonly possible: number;
}

/**
 * Finds the relevant items among the first `k` recommended.
 *
 * @throws {OptionError} when `k` is not a positive integer.
 * @throws {DataError} when nothing is relevant, or an item is recommended twice among the first `k`.
 */
export function relevantAt<Item>(
  recommended: ArrayLike<Item>,
  relevant: Iterable<Item>,
  k: number,
): RelevantAt {
  checkInteger('k', k);
  const wanted = new Set(relevant);
  if (wanted.size === 0) {
    throw new DataError('no item is relevant: leave out of the mean whoever has none in the test data');
  }
  const seen = new Set<Item>();
  const places: number[] = [];
  for (let place = 0; place < Math.min(k, recommended.length); place++) {
    const item = recommended[place]!;
    if (seen.has(item)) throw new DataError(`item ${item} is recommended twice: name each item once`);
    seen.add(item);
    if (wanted.has(item)) places.push(place);
  }
  return { places, possible: Math.min(k, wanted.size) };
}
