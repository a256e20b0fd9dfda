import type { Recommender } from '@autoencoders/autorec';
import type { Catalogue, Film } from '../catalogue/catalogue.js';
import { type OwnRating, type Taste, tasteOf } from './taste.js';

/** A rating of one's own that speaks for a film. */
export interface Reason {
  readonly film: Film;
  readonly rating: number;
  /** By how many stars the foretold rating falls when this one is left out. */
  readonly stars: number;
}

/** Ratings that are left out in turn: the latest. Each costs a folding-in, some milliseconds. */
const most = 100;

/** Reasons that are given for a film, and the least that is worth a word. */
const given = 2;
const least = 0.01;

/**
 * Why films are foretold as they are: each rating is left out in turn, and those whose absence lowers a film the most are
 * its reasons, the strongest first. A film may have none: no single rating speaks for it.
 *
 * @param ids films to explain
 * @param breathe awaited between two ratings; says whether to go on
 * @returns for each film its reasons, or `undefined` when it was told to stop.
 */
export async function reasonsFor(
  model: Recommender,
  catalogue: Catalogue,
  taste: Taste,
  ids: readonly number[],
  breathe: () => Promise<boolean>,
): Promise<Reason[][] | undefined> {
  const byId = new Map(catalogue.films.map((film) => [film.id, film]));
  const explained = ids.map((id) => byId.get(id)!);
  const reasons: Reason[][] = ids.map(() => []);
  for (const left of taste.ratings.slice(-most)) {
    if (!(await breathe())) return undefined;
    const without = await tasteOf(model, catalogue, othersThan(left, taste.ratings));
    explained.forEach(({ index }, at) => {
      const stars = taste.stars[index]! - without.stars[index]!;
      if (stars >= least) reasons[at]!.push({ film: byId.get(left.item)!, rating: left.rating, stars });
    });
  }
  return reasons.map((own) => own.sort((a, b) => b.stars - a.stars).slice(0, given));
}

function othersThan(left: OwnRating, ratings: readonly OwnRating[]): OwnRating[] {
  return ratings.filter(({ item }) => item !== left.item);
}
