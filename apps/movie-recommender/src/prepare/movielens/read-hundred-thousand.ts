import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readError } from '@autoencoders/data/node';
import { DataError } from '@autoencoders/errors';
import type { FilmDescription } from '../prepare-films.js';
import { filmTitle } from './film-title.js';
import type { MovielensCopy } from './movielens-copy.js';

/** Columns of `u.item` before those of genres: id, title, two dates, an address. */
const beforeGenres = 5;

/** The genres of those columns, as `u.genre` has them. */
const genres = [
  undefined,
  'Action',
  'Adventure',
  'Animation',
  "Children's",
  'Comedy',
  'Crime',
  'Documentary',
  'Drama',
  'Fantasy',
  'Film noir',
  'Horror',
  'Musical',
  'Mystery',
  'Romance',
  'Science fiction',
  'Thriller',
  'War',
  'Western',
];

/**
 * Reads MovieLens 100K in its layout. A first split, `u1`, holds all ratings where `u.data` is not there.
 *
 * @throws {DataError} naming the file that is missing, or the line that is not as expected.
 */
export async function readHundredThousand(folder: string): Promise<MovielensCopy> {
  const films = new Map<number, FilmDescription>();
  for (const { cells, wrong } of await linesOf(folder, 'u.item', '|', 2)) {
    const id = Number(cells[0]);
    if (!Number.isInteger(id)) throw wrong(`the id '${cells[0]}' is no whole number`);
    const marked = genres.filter((name, at) => name !== undefined && cells[beforeGenres + at] === '1');
    films.set(id, { ...filmTitle(cells[1]!), genres: marked as string[] });
  }
  const files = existsSync(join(folder, 'u.data')) ? ['u.data'] : ['u1.base', 'u1.test'];
  const columns = { user: [] as number[], item: [] as number[], rating: [] as number[] };
  for (const file of files) {
    for (const { cells, wrong } of await linesOf(folder, file, '\t', 3)) {
      const [user, item, rating] = cells.map(Number) as [number, number, number];
      if (!films.has(item)) throw wrong(`there is no film '${cells[1]}' in u.item`);
      if (!(Number.isInteger(user) && rating >= 1 && rating <= 5)) {
        throw wrong(`'${cells.slice(0, 3).join(' ')}' is no user, film and rating from 1 to 5`);
      }
      columns.user.push(user);
      columns.item.push(item);
      columns.rating.push(rating);
    }
  }
  return { name: 'MovieLens 100K', films, ...columns };
}

interface Line {
  readonly cells: readonly string[];
  readonly wrong: (what: string) => DataError;
}

async function linesOf(folder: string, file: string, delimiter: string, needed: number): Promise<Line[]> {
  const path = join(folder, file);
  const bytes = await readFile(path).catch((error: unknown) => {
    throw readError(path, error);
  });
  const rows = textOf(bytes).split(/\r?\n/);
  while (rows.at(-1) === '') rows.pop();
  return rows.map((row, index) => {
    const wrong = (what: string) => new DataError(`${file}, line ${index + 1}: ${what}`);
    const cells = row.split(delimiter);
    if (cells.length < needed) throw wrong(`${cells.length} cells, expected ${needed} or more`);
    return { cells, wrong };
  });
}

/** Titles are in Latin-1 there; a copy may have them in UTF-8. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
}
