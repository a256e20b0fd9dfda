import { type RatingSplit, type Ratings, ratingsOf } from '@autoencoders/autorec';
import { randomPermutation } from '@autoencoders/backend';

/** What is held out of a training file to choose by. */
export interface ValidationPart {
  /** Users are drawn from those after so many: those whose ratings no test file holds. */
  readonly after: number;
  /** How many users. */
  readonly users: number;
  /** What each loses of their ratings. */
  readonly share: number;
  /** Keys the draws. */
  readonly seed: number;
}

/**
 * Holds a share of the ratings of some users out, as a split does that takes all of its test ratings from a part of the
 * users; both parts keep the users and items of all.
 */
export function validationPart(
  ratings: Ratings,
  { after, users: count, share, seed }: ValidationPart,
): RatingSplit {
  const { users, items, range, byUser } = ratings;
  const order = randomPermutation(users.size - after, seed, 'validation/users');
  const chosen = new Set(Array.from(order.subarray(0, count), (at) => after + at));
  const parts = { train: columns(), test: columns() };
  for (let user = 0; user < users.size; user++) {
    const [from, to] = [byUser.offsets[user]!, byUser.offsets[user + 1]!];
    const places = randomPermutation(to - from, seed, 'validation/ratings', user);
    const heldOut = chosen.has(user) ? Math.round(share * (to - from)) : 0;
    for (const [at, place] of places.entries()) {
      const part = at < heldOut ? parts.test : parts.train;
      part.user.push(users.at(user));
      part.item.push(items.at(byUser.columns[from + place]!));
      part.rating.push(byUser.values[from + place]!);
    }
  }
  const all = { users, items, range };
  return { train: ratingsOf(parts.train, all), test: ratingsOf(parts.test, all) };
}

function columns() {
  return { user: [] as (string | number)[], item: [] as (string | number)[], rating: [] as number[] };
}
