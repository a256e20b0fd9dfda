import type { Id, Ratings } from '@autoencoders/autorec';
import { normalizedDiscountedCumulativeGain, recallAt } from '@autoencoders/metrics';

/** How well lists of items meet what users chose later, averaged over those who chose anything. */
export type RankingFigures = {
  readonly ndcg: number;
  readonly recall: number;
  /** Users that are averaged over. */
  readonly users: number;
};

/** What lists of items are held against. */
export interface RankingTask {
  /** Ratings that are known: what a user has rated is not recommended. */
  readonly known: Ratings;
  /** What users chose among the rest. */
  readonly relevant: Ratings;
  /** Places of a list that count. */
  readonly k: number;
}

/**
 * NDCG@k and Recall@k of items in the order in which they would be recommended, less those that the user has rated.
 *
 * @param ordered items for each user in the order of `known.users`, the best first, with `k` at least that are not rated
 */
export function rankingFigures(
  ordered: readonly (readonly Id[])[],
  { known, relevant, k }: RankingTask,
): RankingFigures {
  let [ndcg, recall, users] = [0, 0, 0];
  for (const [user, items] of ordered.entries()) {
    const wanted = itemsOf(relevant, user);
    if (wanted.size === 0) continue;
    const rated = itemsOf(known, user);
    const list = items.filter((item) => !rated.has(item));
    ndcg += normalizedDiscountedCumulativeGain(list, wanted, k);
    recall += recallAt(list, wanted, k);
    users += 1;
  }
  return { ndcg: ndcg / users, recall: recall / users, users };
}

function itemsOf({ items, byUser: { offsets, columns } }: Ratings, user: number): Set<Id> {
  return new Set(Array.from(columns.subarray(offsets[user], offsets[user + 1]), (item) => items.at(item)));
}
