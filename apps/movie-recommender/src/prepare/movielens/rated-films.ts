import { ratingsOf } from '@autoencoders/autorec';
import { randomPermutation } from '@autoencoders/backend';
import { DataError } from '@autoencoders/errors';
import type { RatedFilms } from '../prepare-films.js';
import type { MovielensCopy } from './movielens-copy.js';

/** How much of a copy is used: a page has to hold it. */
export interface Limits {
  /** The most rated films. */
  readonly films: number;
  /** People, drawn at random from those who rated them. */
  readonly people: number;
  readonly seed: number;
}

/**
 * The part of a copy that is learnt from; films without any rating are left out.
 *
 * @throws {DataError} when nothing is left, or someone rated a film twice.
 */
export function ratedFilms(copy: MovielensCopy, limits: Limits): RatedFilms {
  const counts = new Map<number, number>();
  for (const item of copy.item) counts.set(item, (counts.get(item) ?? 0) + 1);
  const kept = [...counts.keys()].sort((a, b) => counts.get(b)! - counts.get(a)!).slice(0, limits.films);
  const films = new Set(kept);
  const people = somePeople(copy, films, limits);
  const columns = { user: [] as number[], item: [] as number[], rating: [] as number[] };
  copy.item.forEach((item, row) => {
    if (!films.has(item) || !people.has(copy.user[row]!)) return;
    columns.user.push(copy.user[row]!);
    columns.item.push(item);
    columns.rating.push(copy.rating[row]!);
  });
  const least = copy.rating.reduce((value, each) => Math.min(value, each), 1);
  if (columns.item.length === 0) throw new DataError('there are no ratings to learn from');
  return {
    source: 'movielens',
    name: copy.name,
    films: copy.films,
    ratings: ratingsOf(columns, { range: [least, 5], items: kept.sort((a, b) => a - b) }),
  };
}

function somePeople(copy: MovielensCopy, films: ReadonlySet<number>, limits: Limits): ReadonlySet<number> {
  const all = [...new Set(copy.user.filter((_, row) => films.has(copy.item[row]!)))];
  if (all.length <= limits.people) return new Set(all);
  const order = randomPermutation(all.length, limits.seed, 'people');
  return new Set(Array.from(order.subarray(0, limits.people), (place) => all[place]!));
}
