import type { Catalogue, Film } from './catalogue.js';

/** Which films a list is of. */
export interface FilmQuery {
  /** `'popular'`: all, those that most people rated first; `'spread'`: a few that differ, worth rating first. */
  readonly list: 'popular' | 'spread';
  /** Beginnings of words of the title or of the year, in any order; accents, capitals and dots do not matter. */
  readonly text?: string;
  readonly genre?: string;
  /** Films that are left out, by id. */
  readonly except?: readonly number[];
  readonly limit: number;
}

/** Films found, and how many there are beyond the limit. */
export interface FoundFilms {
  readonly films: readonly Film[];
  readonly total: number;
}

/** Looks films up. Titles are made comparable once. */
export function filmFinder({ films, spread }: Catalogue): (query: FilmQuery) => FoundFilms {
  const keys = films.map(({ title, year }) => ` ${comparable(`${title} ${year ?? ''}`)}`);
  const popular = [...films].sort((a, b) => b.count - a.count);
  const worth = spread.map((index) => films[index]!);
  return ({ list, text = '', genre, except = [], limit }) => {
    const words = comparable(text).split(' ').filter(Boolean);
    const left = new Set(except);
    const found = (list === 'popular' ? popular : worth).filter(
      (film) =>
        !left.has(film.id) &&
        (genre === undefined || film.genres.includes(genre)) &&
        words.every((word) => keys[film.index]!.includes(` ${word}`)),
    );
    return { films: found.slice(0, limit), total: found.length };
  };
}

/** Words without accents and capitals; what stands within a word, as in M*A*S*H or Schindler's, is left out. */
function comparable(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\p{M}*.'’]/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
