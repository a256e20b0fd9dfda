import { checkInteger, DataError } from '@autoencoders/errors';

/**
 * The share of a catalog that is recommended to anyone: `|∪ lists| / items`. In `[0, 1]`; low where all users are given
 * the same popular items.
 * Source: Ge, Delgado-Battenfeld and Jannach 2010, "Beyond accuracy: evaluating recommender systems by coverage and
 * serendipity", eq. 2.
 *
 * @param lists the items recommended to each user, by indices or any other names
 * @param items the number of items there are
 * @throws {OptionError} when `items` is not a positive integer.
 * @throws {DataError} without lists, or when they name more items than there are.
 */
export function catalogCoverage<Item>(lists: Iterable<ArrayLike<Item>>, items: number): number {
  checkInteger('items', items);
  const covered = new Set<Item>();
  let count = 0;
  for (const list of lists) {
    for (let place = 0; place < list.length; place++) covered.add(list[place]!);
    count += 1;
  }
  if (count === 0) throw new DataError('there are no lists: give one for each user');
  if (covered.size > items) {
    throw new DataError(
      `the lists name ${covered.size} items of a catalog of ${items}: correct one of the two`,
    );
  }
  return covered.size / items;
}
