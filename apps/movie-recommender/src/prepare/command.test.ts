import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomSplit, ratingsOf } from '@autoencoders/autorec';
import { rootMeanSquaredError } from '@autoencoders/metrics';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openFilmSet } from '../worker/film-set.js';
import { openModel } from '../worker/open-model.js';
import { prepareCommand } from './command.js';

const top = mkdtempSync(join(tmpdir(), 'prepare-'));
let server: Server;

beforeAll(async () => {
  // What a page's server does.
  server = createServer((request, response) => {
    const path = join(top, request.url!);
    if (existsSync(path)) response.end(readFileSync(path));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const href = `http://127.0.0.1:${(server.address() as AddressInfo).port}/worker.js`;
  vi.stubGlobal('self', { location: { href } });
  // Older Node has none.
  vi.stubGlobal('navigator', { hardwareConcurrency: 2, userAgent: 'a browser' });
});
afterAll(() => {
  server.close();
  rmSync(top, { recursive: true, force: true });
});

/** Ratings by people of two tastes, `[user, item, rating]`. */
const rows = Array.from({ length: 60 }, (_, user) =>
  Array.from({ length: 24 }, (_, item) => [
    user + 1,
    item + 1,
    ((item % 2 === user % 2 ? 4 : 1) + ((user + item) % 2)) as number,
  ]).filter(([, item]) => (user * 5 + item! * 3) % 7 > 1),
).flat();

function folder(name: string, files: Readonly<Record<string, string>>): string {
  const path = mkdtempSync(join(top, name));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text);
  return path;
}

const hundred = () =>
  folder('ml-100k', {
    'u.item': Array.from(
      { length: 24 },
      (_, item) => `${item + 1}|Film ${item + 1}, The (1990)|||url|0|1|0\n`,
    ).join(''),
    'u.data': rows.map((row) => `${row.join('\t')}\t874965758\n`).join(''),
  });

const tables = () =>
  folder('ml-latest', {
    'movies.csv': `movieId,title,genres\n${Array.from({ length: 24 }, (_, item) => `${item + 1},Film ${item + 1} (1990),Drama\n`).join('')}`,
    'ratings.csv': `userId,movieId,rating,timestamp\n${rows.map((row) => `${row.join(',')},8\n`).join('')}`,
  });

/** Runs the command and returns what it says. */
async function run(...given: string[]): Promise<{ stdout: string; stderr: string }> {
  const said = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof said) => ({
    isTTY: false,
    write: (text: string) => {
      said[name] += text;
      return true;
    },
  });
  const terminal = { stdout: stream('stdout'), stderr: stream('stderr') as unknown as NodeJS.WriteStream };
  await prepareCommand(join(top, 'model'), terminal).exitOverride().parseAsync(given, { from: 'user' });
  return said;
}

it.each([
  ['MovieLens 100K', hundred, 'The Film 7'],
  ['a later MovieLens', tables, 'Film 7'],
])('trains on %s, and the page reads what it writes', async (_, make, title) => {
  const said = await run('--movielens', make(), '--epochs', '100', '--hidden', '8');
  expect(said.stderr).toMatch(/epoch 100\/100, loss [\d.]+/);
  const { catalogue, find } = await openFilmSet('model');
  const { figures } = catalogue;
  expect(said.stdout).toContain(
    `24 films, 60 people, ${figures.ratings} ratings learnt from\ntest RMSE ${figures.rmse.toFixed(4)} stars on ${figures.heldOut} ratings`,
  );
  expect(catalogue.source).toBe('movielens');
  expect(find({ list: 'popular', text: title, limit: 5 }).films[0]).toMatchObject({
    id: 7,
    title,
    year: 1990,
  });
  expect(figures.ratings + figures.heldOut).toBe(rows.length);

  const { recommender, engine, close } = await openModel('model', 'cpu');
  expect(engine).toBe('cpu');
  // Held out as the command did: the model that was read predicts as the one that was trained.
  const [user, item, rating] = [0, 1, 2].map((column) => rows.map((row) => row[column]!));
  const all = ratingsOf(
    { user: user!, item: item!, rating: rating! },
    { range: [1, 5], items: catalogue.films.map(({ id }) => id) },
  );
  const { test } = randomSplit(all, 0.1, { seed: 1 });
  const rmse = rootMeanSquaredError(await recommender.predictRatings(test), test.byUser.values);
  expect(rmse).toBeCloseTo(figures.rmse, 4);
  // Someone who likes odd films is foretold to like other odd ones, and the other way round.
  for (const odd of [0, 1]) {
    const given = [1, 2, 3, 4, 5, 6].map((id) => ({ item: id, rating: id % 2 === odd ? 5 : 1 }));
    const someone = await recommender.foldIn(given);
    const mean = (ids: readonly number[]) =>
      ids.reduce((sum, id) => sum + someone.predict(id), 0) / ids.length;
    const lean = mean([9, 11, 13, 15, 17, 19]) - mean([10, 12, 14, 16, 18, 20]);
    expect(odd === 1 ? lean : -lean).toBeGreaterThan(0.2);
  }
  close();
});

it('says what is left out of a large copy', async () => {
  const { stdout, stderr } = await run(
    '--movielens',
    tables(),
    '--epochs',
    '1',
    '--films',
    '10',
    '--people',
    '20',
  );
  expect(stdout).toContain('10 films, 20 people');
  expect(stderr).toMatch(/\d+ of \d+ ratings are left out by --films 10 and --people 20/);
});

it('says what it needs', async () => {
  await expect(run()).rejects.toThrow('give the folder of your copy of MovieLens by --movielens FOLDER');
  await expect(run('--movielens', top)).rejects.toThrow('neither u.item nor movies.csv');
});
