import type { NewRating, NewUser, Recommender } from '@autoencoders/autorec';
import type { Catalogue, Film } from '../catalogue/catalogue.js';

/** A film that someone rated. */
export interface OwnRating {
  readonly item: number;
  /** 1 to 5. */
  readonly rating: number;
}

/** How well known a film is to be. */
export type Fame = 'any' | 'well-known' | 'lesser-known';

/** Which films may be recommended. */
export interface TasteFilter {
  readonly genre?: string;
  /** The first and the last year; films without a year pass where none is given. */
  readonly years?: readonly [first: number, last: number];
  readonly fame: Fame;
}

/** A film and the rating that the model foretells, in stars. */
export interface Foretold {
  readonly film: Film;
  readonly stars: number;
}

/** Someone folded in: what the model makes of their ratings. */
export interface Taste {
  readonly ratings: readonly OwnRating[];
  /** Foretold ratings of all films in the order of the catalogue. */
  readonly stars: Float32Array;
  /** The best films that were not rated, highest first. */
  best(count: number, filter: TasteFilter): Promise<Foretold[]>;
}

/** Folds someone in by their ratings, without training. @throws {DataError} as `foldIn`. */
export async function tasteOf(
  model: Recommender,
  { films }: Catalogue,
  ratings: readonly OwnRating[],
): Promise<Taste> {
  const user: NewUser = await model.foldIn(ratings satisfies readonly NewRating[]);
  return {
    ratings,
    stars: Float32Array.from(films, ({ id }) => user.predict(id)),
    best: async (count, filter) => {
      const passes = filmFilter(films, filter);
      const exclude = films.filter((film) => !passes(film)).map(({ id }) => id);
      if (exclude.length === films.length) return [];
      const byId = new Map(films.map((film) => [film.id, film]));
      const found = await user.recommend(count, { exclude });
      return found.map(({ item, score }) => ({ film: byId.get(item as number)!, stars: score }));
    },
  };
}

function filmFilter(films: readonly Film[], { genre, years, fame }: TasteFilter): (film: Film) => boolean {
  const known = wellKnown(films);
  return (film) =>
    (genre === undefined || film.genres.includes(genre)) &&
    (years === undefined || (film.year !== undefined && film.year >= years[0] && film.year <= years[1])) &&
    (fame === 'any' || film.count >= known === (fame === 'well-known'));
}

/** How many people must have rated a film for it to be among the best known quarter. */
export function wellKnown(films: readonly Film[]): number {
  const counts = films.map(({ count }) => count).sort((a, b) => b - a);
  return counts[Math.floor((counts.length - 1) / 4)] ?? 0;
}
