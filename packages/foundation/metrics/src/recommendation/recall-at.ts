import { relevantAt } from './relevant-at.js';

/**
 * Recall@k of a list of recommendations, `#{relevant among the first k} / min(k, number relevant)`: in `[0, 1]`, and 1
 * can be reached also where more than `k` items are relevant. A list shorter than `k` counts as one that goes on with
 * nothing relevant. For one user; average over users.
 * Source: Liang, Krishnan, Hoffman and Jebara 2018, "Variational autoencoders for collaborative filtering", section 4.2.
 *
 * @param recommended items in the order of recommendation, the best first, by indices or any other names
 * @param relevant items held out, by the same names; repetitions are of no account
 * @param k places that count
 * @throws {OptionError} when `k` is not a positive integer.
 * @throws {DataError} when nothing is relevant, or an item is recommended twice among the first `k`.
 */
export function recallAt<Item>(recommended: ArrayLike<Item>, relevant: Iterable<Item>, k: number): number {
  const { places, possible } = relevantAt(recommended, relevant, k);
  return places.length / possible;
}
