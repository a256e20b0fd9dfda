import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { DataError } from '@autoencoders/errors';
import type { MovielensCopy } from './movielens-copy.js';
import { readHundredThousand } from './read-hundred-thousand.js';
import { readTables } from './read-tables.js';

/**
 * Reads a folder of MovieLens: of the data set of 100,000 ratings (`u.item` with `u.data`, or with `u1.base` and
 * `u1.test`), or of a later one (`movies.csv` with `ratings.csv`).
 *
 * @throws {DataError} when it is neither, or a file is not as expected.
 */
export async function readMovielens(folder: string): Promise<MovielensCopy> {
  if (existsSync(join(folder, 'u.item'))) return readHundredThousand(folder);
  if (existsSync(join(folder, 'movies.csv'))) {
    const name = basename(resolve(folder));
    return readTables(folder, /^ml-/.test(name) ? `MovieLens (${name})` : 'MovieLens');
  }
  throw new DataError(
    `${folder} is no folder of MovieLens: there is neither u.item nor movies.csv in it; get a copy at https://grouplens.org/datasets/movielens/ and unpack it`,
  );
}
