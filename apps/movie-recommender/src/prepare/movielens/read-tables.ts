import { join } from 'node:path';
import { scanTable } from '@autoencoders/data/node';
import { DataError } from '@autoencoders/errors';
import type { FilmDescription } from '../prepare-films.js';
import { filmTitle } from './film-title.js';
import type { MovielensCopy } from './movielens-copy.js';

const renamed: Readonly<Record<string, string>> = {
  Children: "Children's",
  'Film-Noir': 'Film noir',
  'Sci-Fi': 'Science fiction',
};

/**
 * Reads a later MovieLens: `movies.csv` (movieId, title, genres between bars) and `ratings.csv` (userId, movieId,
 * rating), piece by piece.
 *
 * @throws {DataError} naming the file that is missing, or the line that is not as expected.
 */
export async function readTables(folder: string, name: string): Promise<MovielensCopy> {
  const films = new Map<number, FilmDescription>();
  const columns = { user: [] as number[], item: [] as number[], rating: [] as number[] };
  const numbers = (cells: readonly string[], file: string, line: number) =>
    cells.map((cell) => {
      const number = Number(cell);
      if (cell !== '' && Number.isFinite(number)) return number;
      throw new DataError(`${file}, line ${line}: '${cell}' is not a number`);
    });
  await scanTable(
    join(folder, 'movies.csv'),
    () => ({
      columns: ['movieId', 'title', 'genres'],
      row: ([id, title, genres], line) => {
        const listed = genres!.split('|').filter((genre) => genre !== '' && !genre.startsWith('('));
        films.set(numbers([id!], 'movies.csv', line)[0]!, {
          ...filmTitle(title!),
          genres: listed.map((genre) => renamed[genre] ?? genre),
        });
      },
    }),
    'movies.csv',
  );
  await scanTable(
    join(folder, 'ratings.csv'),
    () => ({
      columns: ['userId', 'movieId', 'rating'],
      row: (cells, line) => {
        const [user, item, rating] = numbers(cells, 'ratings.csv', line) as [number, number, number];
        if (!films.has(item)) {
          throw new DataError(`ratings.csv, line ${line}: there is no film ${item} in movies.csv`);
        }
        columns.user.push(user);
        columns.item.push(item);
        columns.rating.push(rating);
      },
    }),
    'ratings.csv',
  );
  return { name, films, ...columns };
}
