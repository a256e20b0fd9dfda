import {
  type Id,
  type Ids,
  implicitRatings,
  type NewRating,
  type Ratings,
  type Recommendation,
  type Recommender,
  ratingsOfUser,
} from '@autoencoders/autorec';
import { DataError } from '@autoencoders/errors';

/** What is recommended to a user, the best first. */
export interface TopList {
  readonly user: Id;
  readonly items: readonly Recommendation[];
}

/** How lists are made. */
export interface TopListOptions {
  /** Length of each list; it is shorter where there are no more items. */
  readonly top: number;
  readonly includeRated: boolean;
  readonly signal: AbortSignal;
  /** Is told the share of the lists that is made. */
  readonly onProgress?: (share: number) => void;
}

/** Users between two looks at the signal. */
const block = 1024;

/**
 * Lists for users that a recommender knows.
 *
 * @param seen ratings with the recommender's own ids, which are left out too: those that it did not learn from
 * @throws {DataError} for an unknown user.
 */
export async function topLists(
  made: Recommender,
  users: readonly Id[],
  { top, includeRated, signal, onProgress }: TopListOptions,
  seen?: Ratings,
): Promise<TopList[]> {
  const lists: TopList[] = [];
  for (let from = 0; from < users.length; from += block) {
    signal.throwIfAborted();
    const part = users.slice(from, from + block);
    const found = await made.recommendMany(part, top, { includeRated, ...(seen ? { seen } : {}) });
    for (const [at, user] of part.entries()) lists.push({ user, items: found[at]! });
    onProgress?.(lists.length / users.length);
    // Signals wait for the event loop.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return lists;
}

/** Ratings by users that a recommender has not learned, or not all, and what of them it can use. */
export interface FreshRatings {
  /** For each user, by the recommender's ids. */
  readonly users: ReadonlyMap<Id, { readonly chosen: readonly NewRating[]; readonly others: readonly Id[] }>;
  /** Ratings of items that it does not know, which are of no use to it. */
  readonly unknown: { readonly ratings: number; readonly items: readonly Id[] };
}

/**
 * Ratings from elsewhere as a recommender can fold them in: by its own ids, joined with what it knows of the same users.
 *
 * @param minimum what a rating has to be to count as a choice, where it learned choices
 * @throws {DataError} where it knows none of the items.
 */
export function freshRatings(made: Recommender, ratings: Ratings, minimum: number | undefined): FreshRatings {
  const { users: knownUsers, items: knownItems } = made.ratings;
  const implicit = made.options.feedback === 'implicit';
  const users = new Map<Id, { chosen: NewRating[]; others: Id[] }>();
  const unknown = new Set<Id>();
  let lost = 0;
  for (let at = 0; at < ratings.users.size; at++) {
    const user = ratings.users.at(at);
    const fresh = new Map<Id, number>();
    for (const { item, rating } of ratingsOfUser(ratings, user)) {
      const known = knownId(knownItems, item);
      if (known === undefined) {
        unknown.add(item);
        lost += 1;
      } else fresh.set(known, rating);
    }
    const own = knownId(knownUsers, user);
    const before = own === undefined ? [] : ratingsOfUser(made.ratings, own);
    const chosen: NewRating[] = before.filter(({ item }) => !fresh.has(item));
    const others: Id[] = [];
    for (const [item, rating] of fresh) {
      if (!implicit) chosen.push({ item, rating });
      else if (rating >= (minimum ?? Number.MIN_VALUE)) chosen.push({ item });
      else others.push(item);
    }
    users.set(own ?? user, { chosen, others });
  }
  if (lost === ratings.size) {
    throw new DataError(
      `none of the ${unknown.size} items is known to the recommender, whose items begin with '${knownItems.at(0)}': give ratings of items that it was trained on`,
    );
  }
  return { users, unknown: { ratings: lost, items: [...unknown] } };
}

/** Lists for users who are folded in from their ratings. @throws as `foldIn` of the recommender. */
export async function foldedLists(
  made: Recommender,
  users: readonly Id[],
  fresh: FreshRatings,
  { top, includeRated, signal, onProgress }: TopListOptions,
): Promise<TopList[]> {
  const lists: TopList[] = [];
  for (const user of users) {
    signal.throwIfAborted();
    const { chosen, others } = fresh.users.get(user)!;
    const someone = await made.foldIn(chosen);
    const exclude = includeRated ? [] : others;
    lists.push({ user, items: await someone.recommend(top, { includeRated, exclude }) });
    onProgress?.(lists.length / users.length);
    if (lists.length % 64 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  return lists;
}

/** An id as a recommender knows it; what is text in a table or on a command line may be a number there. */
export function knownId(ids: Ids, id: Id): Id | undefined {
  if (ids.indexOf(id) !== undefined) return id;
  const other = typeof id === 'number' ? String(id) : Number(id);
  return String(other) === String(id) && ids.indexOf(other) !== undefined ? other : undefined;
}

/** What is chosen among ratings, where a method learns choices; all else are ratings as they are. */
export function choicesAmong(ratings: Ratings, minimum: number | undefined): Ratings {
  return minimum === undefined ? implicitRatings(ratings) : implicitRatings(ratings, minimum);
}
