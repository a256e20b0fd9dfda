import type { FilmDescription } from '../prepare-films.js';

/** A copy of MovieLens as it lies in its files: a user, an item and a value for each rating. */
export interface MovielensCopy {
  readonly name: string;
  readonly films: ReadonlyMap<number, FilmDescription>;
  readonly user: readonly number[];
  readonly item: readonly number[];
  readonly rating: readonly number[];
}
