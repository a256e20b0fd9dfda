import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataError } from '@autoencoders/errors';
import { afterAll, describe, expect, it } from 'vitest';
import { ratedFilms } from './rated-films.js';
import { readMovielens } from './read-movielens.js';

const top = mkdtempSync(join(tmpdir(), 'movielens-'));
afterAll(() => rmSync(top, { recursive: true, force: true }));

function folder(files: Readonly<Record<string, string>>, prefix = 'folder-'): string {
  const path = mkdtempSync(join(top, prefix));
  for (const [name, text] of Object.entries(files))
    writeFileSync(join(path, name), Buffer.from(text, 'latin1'));
  return path;
}

/** Marks of genres: unknown, Action, Adventure, … */
const marks = (...at: number[]) =>
  Array.from({ length: 19 }, (_, place) => Number(at.includes(place))).join('|');
const items = `1|Toy Story (1995)|01-Jan-1995||url|${marks(3, 5)}\n2|Misérables, Les (1995)|||url|${marks(8)}\n3|unknown||||${marks(0)}\n`;
const hundred = { 'u.item': items, 'u.data': '1\t1\t5\t874965758\n2\t2\t3\t876893171\n2\t1\t4\t876893171\n' };

describe('MovieLens 100K', () => {
  it('is read with titles in Latin-1 and genres, from u.data or the parts of u1', async () => {
    const { 'u.data': data, ...rest } = hundred;
    const parts = { ...rest, 'u1.base': '1\t1\t5\t8\n2\t2\t3\t8\n', 'u1.test': '2\t1\t4\t8\n' };
    for (const files of [hundred, parts]) {
      const copy = await readMovielens(folder(files));
      expect([copy.user, copy.item, copy.rating]).toEqual([
        [1, 2, 2],
        [1, 2, 1],
        [5, 3, 4],
      ]);
      expect([...copy.films]).toEqual([
        [1, { title: 'Toy Story', year: 1995, genres: ['Animation', 'Comedy'] }],
        [2, { title: 'Les Misérables', year: 1995, genres: ['Drama'] }],
        [3, { title: 'unknown', year: undefined, genres: [] }],
      ]);
      expect(copy.name).toBe('MovieLens 100K');
    }
    expect(data).toBeDefined();
  });

  it.each([
    [{ 'u.data': '1\t1\n' }, 'u.data, line 1: 2 cells, expected 3'],
    [{ 'u.data': '1\t1\t5\n1\t9\t5\n' }, "u.data, line 2: there is no film '9'"],
    [{ 'u.data': '1\t1\tfive\n' }, "u.data, line 1: '1 1 five' is no user, film and rating"],
    [{ 'u.data': '1\t1\t0\n' }, "u.data, line 1: '1 1 0'"],
    [{ 'u.item': 'x|Toy Story\n' }, "u.item, line 1: the id 'x'"],
  ])('names what is wrong (%#)', async (files, message) => {
    const read = readMovielens(folder({ ...hundred, ...files }));
    await expect(read).rejects.toThrow(DataError);
    await expect(read).rejects.toThrow(message);
  });
});

const tables = {
  'movies.csv':
    'movieId,title,genres\n1,Toy Story (1995),Adventure|Sci-Fi\n7,"Usual Suspects, The (1995)",Film-Noir\n9,Nothing (2001),(no genres listed)\n',
  'ratings.csv': 'userId,movieId,rating,timestamp\n1,1,4.0,964982703\n1,7,0.5,964981247\n3,7,5.0,964982224\n',
};

describe('a later MovieLens', () => {
  it('is read from its tables', async () => {
    const copy = await readMovielens(folder(tables, 'ml-small-'));
    expect(copy.name).toMatch(/^MovieLens \(ml-small-/);
    expect([...copy.films.values()]).toEqual([
      { title: 'Toy Story', year: 1995, genres: ['Adventure', 'Science fiction'] },
      { title: 'The Usual Suspects', year: 1995, genres: ['Film noir'] },
      { title: 'Nothing', year: 2001, genres: [] },
    ]);
    const { ratings } = ratedFilms(copy, { films: 10, people: 10, seed: 1 });
    expect([ratings.size, ratings.range, ratings.items.toJSON()]).toEqual([3, [0.5, 5], [1, 7]]);
  });

  it.each([
    [{ 'ratings.csv': 'userId,movieId,rating\n1,8,3\n' }, 'ratings.csv, line 2: there is no film 8'],
    [{ 'ratings.csv': 'userId,movieId,rating\n1,1,good\n' }, "ratings.csv, line 2: 'good' is not a number"],
    [{ 'ratings.csv': 'user,movie\n1,1\n' }, 'userId'],
  ])('names what is wrong (%#)', async (files, message) => {
    await expect(readMovielens(folder({ ...tables, ...files }))).rejects.toThrow(message);
  });
});

it('is told from other folders', async () => {
  await expect(readMovielens(top)).rejects.toThrow('neither u.item nor movies.csv');
});

it('is cut down to the most rated films and some people', () => {
  const films = new Map([1, 2, 3].map((id) => [id, { title: `${id}`, year: undefined, genres: [] }]));
  const rows = Array.from({ length: 10 }, (_, user) =>
    [1, ...(user < 6 ? [2] : []), ...(user < 2 ? [3] : [])].map((item) => ({ user, item })),
  ).flat();
  const copy = {
    name: 'x',
    films,
    user: rows.map(({ user }) => user),
    item: rows.map(({ item }) => item),
    rating: rows.map(() => 4),
  };
  const { ratings } = ratedFilms(copy, { films: 2, people: 7, seed: 1 });
  expect([ratings.items.toJSON(), ratings.users.size]).toEqual([[1, 2], 7]);
  const all = ratedFilms(copy, { films: 9, people: 99, seed: 1 }).ratings;
  expect([all.size, all.users.size]).toEqual([18, 10]);
  expect(() =>
    ratedFilms({ ...copy, user: [], item: [], rating: [] }, { films: 2, people: 7, seed: 1 }),
  ).toThrow('there are no ratings');
});
