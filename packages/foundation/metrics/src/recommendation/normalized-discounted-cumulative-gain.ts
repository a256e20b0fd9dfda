import { relevantAt } from './relevant-at.js';

/**
 * NDCG@k of a list of recommendations, where items are relevant or not: the discounted cumulative gain over that of the
 * best list,
 *
 * `DCG@k = Σ_{r ≤ k, relevant} 1 / log₂(r + 1)`, `NDCG@k = DCG@k / Σ_{r ≤ min(k, number relevant)} 1 / log₂(r + 1)`.
 *
 * In `[0, 1]`. A list shorter than `k` counts as one that goes on with nothing relevant. For one user; average over
 * users.
 * Source: Liang, Krishnan, Hoffman and Jebara 2018, "Variational autoencoders for collaborative filtering", section 4.2.
 *
 * @param recommended items in the order of recommendation, the best first, by indices or any other names
 * @param relevant items held out, by the same names; repetitions are of no account
 * @param k places that count
 * @throws {OptionError} when `k` is not a positive integer.
 * @throws {DataError} when nothing is relevant, or an item is recommended twice among the first `k`.
 */
export function normalizedDiscountedCumulativeGain<Item>(
  recommended: ArrayLike<Item>,
  relevant: Iterable<Item>,
  k: number,
): number {
  const { places, possible } = relevantAt(recommended, relevant, k);
  return gainOf(places) / gainOf(Array.from({ length: possible }, (_, place) => place));
}

/** The gain of relevant items at places that count from 0. */
function gainOf(places: readonly number[]): number {
  return places.reduce((gain, place) => gain + 1 / Math.log2(place + 2), 0);
}
