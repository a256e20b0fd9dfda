import { type Ratings, ratingsOf } from '../index.js';

/** Who likes what: two tastes among 20 users and 18 items, ratings of 1 to 5 of a part of the pairs, with times. */
export function smallRatings(
  options: { readonly range?: readonly [number, number] } = { range: [1, 5] },
): Ratings {
  const user: string[] = [];
  const item: string[] = [];
  const rating: number[] = [];
  const time: number[] = [];
  for (let u = 0; u < 20; u++) {
    for (let i = 0; i < 18; i++) {
      if ((2 * u + i) % 3 === 0 || (u > 15 && i % 5 > 1)) continue;
      user.push(`user-${u}`);
      item.push(`item-${i}`);
      rating.push(u % 2 === i % 2 ? 4 + (u % 2) : 1 + (i % 3 === 0 ? 1 : 0));
      time.push(1000 - 7 * u + 3 * i);
    }
  }
  return ratingsOf({ user, item, rating, time }, options);
}
