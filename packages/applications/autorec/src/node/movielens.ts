import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { readError, unzip } from '@autoencoders/data/node';
import { checkChoice, DataError } from '@autoencoders/errors';
import { type Ids, idsOf } from '../ratings/ids.js';
import { type Ratings, ratingsOf } from '../ratings/ratings.js';
import type { RatingSplit } from '../ratings/splits.js';
import { checkedDownload } from './checked-download.js';

/** The splits that the data comes with: five of a fifth each, and two of ten ratings a user. */
export const movielensSplits = ['u1', 'u2', 'u3', 'u4', 'u5', 'ua', 'ub'] as const;
export type MovielensSplit = (typeof movielensSplits)[number];

/** MovieLens 100K: 100,000 ratings of 1 to 5 stars of 1682 films by 943 people, with times in seconds since 1970. */
export interface Movielens100k {
  /** The titles of films by their ids, 1 to 1682. */
  readonly titles: ReadonlyMap<number, string>;
  /** All ratings. */
  ratings(): Promise<Ratings>;
  /** A split as given; users and items are the same in both parts, some without ratings. */
  split(name: MovielensSplit): Promise<RatingSplit>;
}

/** Where to read MovieLens 100K. */
export interface Movielens100kOptions {
  /** A folder with the files of the archive: `u.user`, `u.item`, `u1.base`, … Default: the archive, downloaded. */
  readonly path?: string;
  /** Where the archive is kept. Default `autoencoders/ml-100k.zip` in `$XDG_CACHE_HOME` or `~/.cache`. */
  readonly cache?: string;
}

const archive = {
  url: 'https://files.grouplens.org/datasets/movielens/ml-100k.zip',
  // As published in ml-100k.zip.md5 beside it.
  md5: '0e33842e24a9c977be4e0107933c0723',
};

/**
 * Reads MovieLens 100K in its official layout; without a path it is downloaded once from GroupLens, checked by the MD5
 * that is published beside it, and kept. Its licence forbids passing it on.
 * Source: Harper and Konstan 2015, "The MovieLens Datasets: History and Context".
 *
 * @example
 * const { train, test } = await (await movielens100k()).split('u1');
 *
 * @throws {DataError} when a file is missing or not as expected, or it cannot be downloaded.
 * @throws {StorageError} when the download cannot be kept.
 */
export async function movielens100k({ path, cache }: Movielens100kOptions = {}): Promise<Movielens100k> {
  const read = path === undefined ? await fromArchive(cache ?? standardCache()) : fromFolder(path);
  const films = lines(await read('u.item'), 'u.item', '|', 2);
  const users = idsOf(numbersIn(lines(await read('u.user'), 'u.user', '|', 1), 0, 'u.user'));
  const items = idsOf(numbersIn(films, 0, 'u.item'));
  // One after the other: of several that are missing, the first is named.
  const part = async (...names: string[]) => {
    const files: [name: string, text: string][] = [];
    for (const name of names) files.push([name, await read(name)]);
    return partOf(files, users, items);
  };
  return {
    titles: new Map(films.map(([id, title]) => [Number(id), title!])),
    // The first split is a partition of all.
    ratings: () => part('u1.base', 'u1.test'),
    split: async (name) => {
      checkChoice('split', name, movielensSplits);
      const train = await part(`${name}.base`);
      return { train, test: await part(`${name}.test`) };
    },
  };
}

type Read = (file: string) => Promise<string>;

function fromFolder(folder: string): Read {
  return async (file) => {
    const path = join(folder, file);
    const bytes = await readFile(path).catch((error: unknown) => {
      throw readError(path, error);
    });
    return textOf(bytes);
  };
}

async function fromArchive(cache: string): Promise<Read> {
  const files = unzip(await checkedDownload({ ...archive, cache }), cache);
  return async (file) => {
    const bytes = files.get(`ml-100k/${file}`);
    if (bytes) return textOf(bytes);
    throw new DataError(
      `there is no file ml-100k/${file} in ${cache}: remove it, and it is downloaded again`,
    );
  };
}

/** The titles are in Latin-1 in the archive; a folder may hold them in UTF-8. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
}

function standardCache(): string {
  const folder = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(folder, 'autoencoders', 'ml-100k.zip');
}

function partOf(files: readonly (readonly [name: string, text: string])[], users: Ids, items: Ids): Ratings {
  const cells = files.flatMap(([name, text]) => {
    const rows = lines(text, name, '\t', 4);
    return [0, 1, 2, 3].map((column) => numbersIn(rows, column, name));
  });
  const column = (index: number) => files.flatMap((_, file) => cells[4 * file + index]!);
  return ratingsOf(
    { user: column(0), item: column(1), rating: column(2), time: column(3) },
    { users, items, range: [1, 5] },
  );
}

/** Lines cut at a delimiter. @throws {DataError} naming the first with too few cells. */
function lines(text: string, name: string, delimiter: string, needed: number): string[][] {
  const rows = text.split(/\r?\n/);
  while (rows.at(-1) === '') rows.pop();
  return rows.map((row, index) => {
    const cells = row.split(delimiter);
    if (cells.length >= needed) return cells;
    throw new DataError(
      `${name}, line ${index + 1} has ${cells.length} cells, expected ${needed} between '${delimiter === '\t' ? 'tabs' : delimiter}'`,
    );
  });
}

function numbersIn(rows: readonly string[][], column: number, name: string): number[] {
  return rows.map((cells, index) => {
    const number = Number(cells[column]);
    if (cells[column] !== '' && Number.isFinite(number)) return number;
    throw new DataError(`${name}, line ${index + 1}: '${cells[column]}' is not a number`);
  });
}
