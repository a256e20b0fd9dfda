import { randomSource } from '@autoencoders/backend';
import { checkInteger, checkNumber, OptionError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { countedIds } from './ids.js';
import type { Ratings } from './ratings.js';

/** Options of {@link syntheticRatings}. */
export interface SyntheticRatingsOptions {
  readonly users: number;
  readonly items: number;
  /** Ratings in all, spread evenly over users. */
  readonly ratings: number;
  /** Tastes behind the ratings. Default 4. */
  readonly rank?: number;
  /** Standard deviation of what is no one's taste. Default 0.5. */
  readonly noise?: number;
  /** Whole stars from 1 to 5 (default), or the numbers themselves in [1, 5]. */
  readonly stars?: boolean;
  /** Keys every draw. Default 0. */
  readonly seed?: number;
}

/** Ratings that are drawn at a time. */
const chunk = 2 ** 20;

/** How much denser the first items are than the rest: item `items · p^skew` for `p` uniform. */
const skew = 2;

/**
 * Draws ratings with a planted structure of low rank:
 * `r = clip(3 + √(1/rank) Σ a_uk b_ik + noise · ε, 1, 5)` with `a`, `b`, `ε` uniform of variance 1, in whole stars.
 * Users rate different items, the first ones more often; ids are 0, 1, 2, …
 *
 * Rows are filled as they are drawn: 8 bytes a rating, and a part of a draw beside.
 *
 * @throws {OptionError} for impossible numbers, or more ratings than a user has items.
 */
export async function syntheticRatings(options: SyntheticRatingsOptions): Promise<Ratings> {
  const { users, items, ratings, rank = 4, noise = 0.5, stars = true, seed = 0 } = options;
  for (const [name, value] of Object.entries({ users, items, ratings, rank })) checkInteger(name, value);
  checkInteger('seed', seed, 0);
  checkNumber('noise', noise, 0);
  if (ratings / users > items) {
    throw new OptionError(
      `ratings is ${ratings}: ${users} users of ${items} items rate ${users * items} at most`,
    );
  }
  const [ofUsers, ofItems] = await Promise.all([
    drawn('users', users * rank, seed),
    drawn('items', items * rank, seed),
  ]);
  const byUser = {
    offsets: Int32Array.from({ length: users + 1 }, (_, user) => Math.floor((user * ratings) / users)),
    columns: new Int32Array(ratings),
    values: new Float32Array(ratings),
  };
  const scale = Math.sqrt(1 / rank);
  let user = 0;
  let previous = -1;
  for (let from = 0, part = 0; from < ratings; from += chunk, part++) {
    const count = Math.min(chunk, ratings - from);
    const [places, errors] = await Promise.all([
      drawn(`places/${part}`, count, seed),
      drawn(`errors/${part}`, count, seed),
    ]);
    for (let at = 0; at < count; at++) {
      const cell = from + at;
      while (cell >= byUser.offsets[user + 1]!) {
        user += 1;
        previous = -1;
      }
      const [begin, end] = [byUser.offsets[user]!, byUser.offsets[user + 1]!];
      // One item of each part of the catalogue, so that none comes twice; parts may be narrower than an item.
      const place = (cell - begin + places[at]! / uniformWidth + 0.5) / (end - begin);
      const item = Math.min(Math.max(Math.floor(items * place ** skew), previous + 1), items - (end - cell));
      let taste = 0;
      for (let k = 0; k < rank; k++) taste += ofUsers[user * rank + k]! * ofItems[item * rank + k]!;
      const rating = Math.min(5, Math.max(1, 3 + scale * taste + noise * errors[at]!));
      byUser.columns[cell] = item;
      byUser.values[cell] = stars ? Math.round(rating) : rating;
      previous = item;
    }
  }
  return { users: countedIds(users), items: countedIds(items), range: [1, 5], size: ratings, byUser };
}

/** Width of a uniform distribution of variance 1. */
const uniformWidth = Math.sqrt(12);

/** Uniform values of mean 0 and variance 1. */
async function drawn(purpose: string, count: number, seed: number): Promise<Float32Array> {
  const values = tf.tidy(() =>
    tf.mul(tf.sub(randomSource(seed).uniform(`synthetic/${purpose}`, [count]), 0.5), uniformWidth),
  );
  const result = await values.data<'float32'>();
  values.dispose();
  return result;
}
