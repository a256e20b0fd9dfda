import { formatCsv, parseCsvText } from '@autoencoders/data';
import { DataError } from '@autoencoders/errors';
import type { Catalogue, Film } from '../catalogue/catalogue.js';
import type { OwnRating } from '../taste/taste.js';

/** Ratings as CSV text: `id`, `title`, `year`, `rating`. */
export function ratingsToCsv({ films }: Catalogue, ratings: readonly OwnRating[]): string {
  const byId = new Map(films.map((film) => [film.id, film]));
  const rated = ratings.map(({ item, rating }) => ({ film: byId.get(item)!, rating }));
  return formatCsv([
    { name: 'id', cells: rated.map(({ film }) => String(film.id)) },
    { name: 'title', cells: rated.map(({ film }) => film.title) },
    { name: 'year', cells: rated.map(({ film }) => String(film.year ?? '')) },
    { name: 'rating', cells: rated.map(({ rating }) => String(rating)) },
  ]);
}

/** What a file of ratings held. */
export interface ReadRatings {
  readonly ratings: readonly OwnRating[];
  /** Titles or ids that the catalogue does not have. */
  readonly unknown: readonly string[];
}

/**
 * Ratings from CSV text with the columns `title` or `id`, or both, and `rating`; a film rated twice has the last rating.
 * Where there is a title it must fit, for in another catalogue the same id is another film.
 *
 * @throws {DataError} when a column is missing, or naming the first rating that is not a whole number from 1 to 5.
 */
export function ratingsFromCsv({ films }: Catalogue, text: string): ReadRatings {
  const { columns, rows } = parseCsvText(text, 'the file');
  const at = (name: string) => columns.findIndex((column) => column.toLowerCase() === name);
  const [id, title, year, rating] = [at('id'), at('title'), at('year'), at('rating')];
  if (rating < 0 || (id < 0 && title < 0)) {
    throw new DataError(
      `the file has the columns ${columns.join(', ')}: it needs 'rating', and 'title' or 'id'`,
    );
  }
  const find = filmByIdOrTitle(films);
  const found = new Map<number, number>();
  const unknown: string[] = [];
  for (const [row, cells] of rows.entries()) {
    const value = Number(cells[rating]);
    if (!(Number.isInteger(value) && value >= 1 && value <= 5)) {
      throw new DataError(
        `the file, rating ${row + 1}: '${cells[rating]}' is not a whole number from 1 to 5`,
      );
    }
    const film = find({ id: cells[id], title: cells[title], year: cells[year] });
    if (film) {
      found.delete(film.id);
      found.set(film.id, value);
    } else unknown.push(cells[title] || cells[id]!);
  }
  return { ratings: [...found].map(([item, value]) => ({ item, rating: value })), unknown };
}

interface Sought {
  readonly id: string | undefined;
  readonly title: string | undefined;
  readonly year: string | undefined;
}

function filmByIdOrTitle(films: readonly Film[]): (sought: Sought) => Film | undefined {
  const byId = new Map(films.map((film) => [String(film.id), film]));
  const byTitle = new Map<string, Film[]>();
  for (const film of films) {
    const key = film.title.toLowerCase();
    byTitle.set(key, [...(byTitle.get(key) ?? []), film]);
  }
  return ({ id, title, year }) => {
    const own = id === undefined ? undefined : byId.get(id);
    if (!title) return own;
    const key = title.toLowerCase();
    if (own?.title.toLowerCase() === key) return own;
    const named = byTitle.get(key) ?? [];
    return year
      ? named.find((film) => String(film.year) === year)
      : named.length === 1
        ? named[0]
        : undefined;
  };
}
