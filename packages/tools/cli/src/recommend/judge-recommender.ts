import {
  baselineOf,
  baselinePredictions,
  type Id,
  itemsByPopularity,
  leaveOneOut,
  type RatingSplit,
  type Ratings,
  type Recommender,
  randomSplit,
  ratingsOfUser,
  splitByTime,
} from '@autoencoders/autorec';
import { DataError } from '@autoencoders/errors';
import {
  catalogCoverage,
  meanAbsoluteError,
  normalizedDiscountedCumulativeGain,
  recallAt,
  rootMeanSquaredError,
} from '@autoencoders/metrics';
import type { HoldOut } from './recommend-flags.js';
import { topLists } from './top-lists.js';

/** How a recommender does on ratings that were held out, and simpler ways beside it. */
export type RecommenderFigures =
  | {
      readonly of: 'ratings';
      /** Ratings held out. */
      readonly heldOut: number;
      /** A row each, the recommender first. */
      readonly rows: readonly {
        readonly name: string;
        readonly rootMeanSquaredError: number;
        readonly meanAbsoluteError: number;
      }[];
    }
  | {
      readonly of: 'lists';
      readonly heldOut: number;
      /** Those of them that are choices. */
      readonly relevant: number;
      /** Users with any of those. */
      readonly users: number;
      /** Places of a list that count. */
      readonly k: number;
      readonly rows: readonly {
        readonly name: string;
        readonly recall: number;
        readonly normalizedDiscountedCumulativeGain: number;
        readonly coverage: number;
      }[];
    };

/** Holds ratings out. @throws {DataError} when a part would be empty, or times are missing. */
export function heldOut(ratings: Ratings, { how, share }: HoldOut, seed: number): RatingSplit {
  if (how === 'leave-one-out') return leaveOneOut(ratings, { seed });
  return how === 'by-time' ? splitByTime(ratings, share) : randomSplit(ratings, share, { seed });
}

/** Errors of predicted ratings; beside them those of biases of users and items, and of the mean of all ratings. */
export async function judgeRatings(
  made: Recommender,
  name: string,
  { train, test }: RatingSplit,
): Promise<RecommenderFigures> {
  const baseline = baselineOf(train.byUser, train.items.size);
  const { values } = test.byUser;
  const row = (of: string, predictions: Float32Array) => ({
    name: of,
    rootMeanSquaredError: rootMeanSquaredError(predictions, values),
    meanAbsoluteError: meanAbsoluteError(predictions, values),
  });
  return {
    of: 'ratings',
    heldOut: test.size,
    rows: [
      row(name, await made.predictRatings(test)),
      row('biases of users and items', baselinePredictions(baseline, test, train.range)),
      row('mean of all ratings', new Float32Array(test.size).fill(baseline.mean)),
    ],
  };
}

/** What of held-out ratings counts as relevant, and how long lists are. */
export interface ListJudgement {
  /** The choices among what was held out; the same users and items. */
  readonly relevant: Ratings;
  /** All ratings that were not held out: left out of the lists. */
  readonly seen: Ratings;
  readonly heldOut: number;
  readonly k: number;
  readonly signal: AbortSignal;
}

/**
 * How much of what users chose is in their lists, averaged over users with any of it; beside it, lists of what is chosen
 * most.
 *
 * @throws {DataError} when nothing held out is relevant.
 */
export async function judgeLists(
  made: Recommender,
  name: string,
  { relevant, seen, heldOut: count, k, signal }: ListJudgement,
): Promise<RecommenderFigures> {
  const chosen = new Map<Id, Set<Id>>();
  for (let at = 0; at < relevant.users.size; at++) {
    const user = relevant.users.at(at);
    const items = ratingsOfUser(relevant, user).map(({ item }) => item);
    if (items.length > 0) chosen.set(user, new Set(items));
  }
  const users = [...chosen.keys()];
  if (users.length === 0) throw new DataError('nothing that was held out is relevant: hold more out');
  const lists = await topLists(made, users, { top: k, includeRated: false, signal }, seen);
  const popular = popularLists(made.ratings, seen, users, k);
  const row = (of: string, named: readonly (readonly Id[])[]) => ({
    name: of,
    recall: mean(named.map((list, at) => recallAt(list, chosen.get(users[at]!)!, k))),
    normalizedDiscountedCumulativeGain: mean(
      named.map((list, at) => normalizedDiscountedCumulativeGain(list, chosen.get(users[at]!)!, k)),
    ),
    coverage: catalogCoverage(named, relevant.items.size),
  });
  const byModel = lists.map(({ items }) => items.map(({ item }) => item));
  return {
    of: 'lists',
    heldOut: count,
    relevant: relevant.size,
    users: users.length,
    k,
    rows: [row(name, byModel), row('popularity', popular)],
  };
}

/** What most users chose, without what each has rated. */
function popularLists(chosen: Ratings, seen: Ratings, users: readonly Id[], k: number): Id[][] {
  const ranked = itemsByPopularity(chosen);
  return users.map((user) => {
    const left = new Set(ratingsOfUser(seen, user).map(({ item }) => item));
    const list: Id[] = [];
    for (const item of ranked) {
      if (list.length === k) break;
      if (!left.has(item)) list.push(item);
    }
    return list;
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
