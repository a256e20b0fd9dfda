import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadRecommender } from '@autoencoders/autorec';
import { folderStore } from '@autoencoders/core/node';
import { parseParquet, parseParquetText } from '@autoencoders/data';
import { writeTable } from '@autoencoders/data/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCaptured } from '../testing/captured-terminal.js';
import { type CommandFolder, commandFolder, lastJson } from '../testing/groups-folder.js';
import { type RatingRow, writeRatings } from '../testing/ratings-folder.js';

let at: CommandFolder;
let rows: readonly RatingRow[];
beforeAll(async () => {
  at = await commandFolder('cli-ratings-');
  rows = await writeRatings(at.cwd);
});
afterAll(() => at?.remove());

const quick = '--epochs 60 --hidden 8 --l2 1,3 --batch-size 10 --learning-rate 0.02'.split(' ');
const learn = (source: string) => ['recommend', '--ratings', source, ...quick];

/** The rows of a table of recommendations. */
function lists(name: string) {
  const { columns, rows: cells } = at.text(name);
  expect(columns).toEqual(['user', 'rank', 'item', 'score']);
  return cells.map(([user, rank, item, score]) => ({
    user: user!,
    rank: Number(rank),
    item: item!,
    score: Number(score),
  }));
}

const ratedBy = (user: string) => new Set(rows.filter((row) => row.user === user).map(({ item }) => item));

describe('recommend', () => {
  it('learns ratings, and writes the best of what each user has not rated', async () => {
    const { stdout } = await at.succeed(
      ...learn('ratings.csv'),
      ...'--out top.csv --top 4 --evaluate random --report r.html --save tastes --json'.split(' '),
    );
    const result = lastJson(stdout) as {
      figures: { rows: { name: string; rootMeanSquaredError: number }[] };
    };
    expect(result).toMatchObject({
      method: 'i-autorec',
      data: { ratings: 1200, users: 60, items: 30, range: [1, 5] },
      training: { epochs: 60, hidden: [8], l2: { encoder: 1, decoder: 3 }, batchSize: 10, seed: 0 },
      figures: { of: 'ratings', heldOut: 120 },
      recommendations: { users: 60, recommendations: 240, without: 0 },
    });
    const [model, biases, mean] = result.figures.rows.map((row) => row.rootMeanSquaredError);
    expect(model).toBeLessThan(0.9 * Math.min(biases!, mean!));

    const written = lists('top.csv');
    expect(written).toHaveLength(240);
    expect(new Set(written.map(({ user }) => user))).toEqual(new Set(rows.map(({ user }) => user)));
    for (const [place, { user, rank, item, score }] of written.entries()) {
      expect(rank).toBe(1 + (place % 4));
      expect(ratedBy(user)).not.toContain(item);
      expect(score).toBeGreaterThanOrEqual(1);
      expect(score).toBeLessThanOrEqual(5);
      if (rank > 1) expect(score).toBeLessThanOrEqual(written[place - 1]!.score);
    }
    for (const text of [
      'biases of users and items',
      'What is recommended to most users',
      'RMSE of ratings held out',
    ]) {
      expect(at.read('r.html')).toContain(text);
    }
    expect(readdirSync(join(at.cwd, 'tastes'))).toContain('application.json');
  });

  it('recommends by the saved recommender what it did, and what the package does', async () => {
    const { stdout } = await at.succeed(...'recommend tastes --out again.csv --top 4'.split(' '));
    expect(at.read('again.csv')).toBe(at.read('top.csv'));
    expect(stdout).toMatch(
      /^240 recommendations of \d+ items for 60 users are in again.csv\nfor user user 0, /,
    );
    const made = await loadRecommender(folderStore(join(at.cwd, 'tastes')));
    const best = await made.recommend('user 9', 4);
    made.dispose();
    made.autoencoder.dispose();
    const written = lists('top.csv').filter(({ user }) => user === 'user 9');
    expect(written.map(({ item }) => item)).toEqual(best.map(({ item }) => item));
    for (const [place, { score }] of written.entries()) expect(score).toBeCloseTo(best[place]!.score, 4);
  });

  it('recommends to the users that are named, in their order, and what they have rated too', async () => {
    const named = ['recommend', 'tastes', '--out', 'named.csv', '--top', '40'];
    await at.succeed(...named, '--users', 'user 7, user 3', '--include-rated');
    expect(lists('named.csv').map(({ user }) => user)).toEqual([
      ...new Array<string>(30).fill('user 7'),
      ...new Array<string>(30).fill('user 3'),
    ]);
    await at.succeed(...named, '--users-from', 'who.txt');
    expect([...new Set(lists('named.csv').map(({ user }) => user))]).toEqual(['user 3', 'user 7']);
  });

  it('folds new users in from their ratings, without items that it does not know', async () => {
    const { stdout, stderr } = await at.succeed(
      ...'recommend tastes --ratings new.csv --out new-top.csv --top 5 --json'.split(' '),
    );
    expect(stderr).toBe(
      "1 ratings of new.csv are left out: the recommender does not know the items 'none'\n",
    );
    expect(lastJson(stdout)).toMatchObject({
      training: null,
      recommendations: { users: 2, recommendations: 10 },
    });
    const written = lists('new-top.csv');
    const of = (name: string) => written.filter(({ user }) => user === name).map(({ item }) => item);
    for (const item of of('zoe')) expect(ratedBy('user 3')).not.toContain(item);
    for (const item of of('user 5')) expect([...ratedBy('user 5'), rows[0]!.item]).not.toContain(item);

    // Who rates as one who was there is recommended much the same.
    await at.succeed(
      ...'recommend tastes --ratings new.csv --out both.csv --top 5'.split(' '),
      '--users',
      'zoe,user 3',
    );
    const both = lists('both.csv');
    expect(both.map(({ user }) => user)).toEqual([
      ...new Array(5).fill('zoe'),
      ...new Array(5).fill('user 3'),
    ]);
    const [zoe, known] = [both.slice(0, 5), both.slice(5)].map((list) => list.map(({ item }) => item));
    expect(zoe!.filter((item) => known!.includes(item)).length).toBeGreaterThanOrEqual(4);
  });

  it('prints items that are like one', async () => {
    const { stdout } = await at.succeed('recommend', 'tastes', '--similar', 'Film 3', '--top', '3');
    expect(stdout).toMatch(/^items like Film 3, .*:\nitem +similarity\n(Film.* +-?[01]\.\d{3}\n){3}$/);
    const { stdout: json } = await at.succeed('recommend', 'tastes', '--similar', 'Film 3', '--json');
    expect(lastJson(json).similar).toHaveLength(10);
  });

  it.each(['mult-vae', 'mult-dae', 'cdae'])(
    'learns choices by %s, and leaves out all that was rated',
    async (method) => {
      const argv = ['recommend', '--ratings', 'ratings.csv', '--method', method, '--min-rating', '4'];
      const small =
        '--epochs 60 --hidden 8 --batch-size 10 --learning-rate 0.02 --evaluate random --holdout 0.2';
      const { stdout } = await at.succeed(...argv, ...small.split(' '), '--out', 'c.csv', '--top', '5');
      expect(stdout).toMatch(
        /240 ratings held out at random \(20 %\), \d+ of them choices; lists for \d+ users:/,
      );
      const figures = (name: string) =>
        new RegExp(`^${name} +([\\d.]+) +([\\d.]+) +([\\d.]+)$`, 'm').exec(stdout)!;
      const [, recall] = figures(method).map(Number);
      expect(recall).toBeGreaterThan(Number(figures('popularity')[1]));
      for (const { user, item, score } of lists('c.csv')) {
        expect(ratedBy(user)).not.toContain(item);
        expect(score).toBeGreaterThan(0);
        expect(score).toBeLessThan(1);
      }
    },
  );

  it('learns clicks where there are no ratings, saves and folds in', async () => {
    const argv = ['recommend', '--ratings', 'clicks.csv', '--epochs', '5', '--hidden', '8'];
    const { stderr } = await at.succeed(...argv, '--out', 'k.csv', '--save', 'clicks');
    expect(stderr).toMatch(/^clicks.csv has no column of ratings: --method mult-vae learns what is chosen$/m);
    expect(
      await at.succeed('recommend', 'clicks', '--ratings', 'clicks.csv', '--out', 'k2.csv'),
    ).toBeDefined();
    // A row of choices is a row of choices, whoever made it.
    expect(lists('k2.csv').map(({ item }) => item)).toEqual(lists('k.csv').map(({ item }) => item));
  });

  it('holds the latest ratings out, or one of each user, without recommending', async () => {
    const { stdout } = await at.succeed(
      ...learn('ratings.csv'),
      '--evaluate',
      'by-time',
      '--holdout',
      '0.25',
    );
    expect(stdout).toMatch(/the latest 300 ratings held out \(25 %\):\npredicted by +RMSE +MAE\ni-autorec /);
    expect(stdout).not.toMatch(/trained/);
    const one = await at.succeed(...learn('ratings.csv'), '--evaluate', 'leave-one-out', '--json');
    expect(lastJson(one.stdout)).toMatchObject({
      figures: { heldOut: 60 },
      recommendations: null,
      out: null,
    });
  });

  it('takes columns of any name, numbers without names, and what users repeat', async () => {
    const named = '--user-column who --item-column what --rating-column points --out o.csv'.split(' ');
    await at.succeed(...learn('odd.csv'), ...named);
    await at.succeed(...learn('ratings.csv'), '--out', 'plain.csv');
    expect(at.read('o.csv')).toBe(at.read('plain.csv'));

    await at.succeed(...learn('numbered.tsv'), '--out', 'n.parquet', '--users', '3');
    const table = await parseParquet(new Uint8Array(readFileSync(join(at.cwd, 'n.parquet'))));
    expect(table).toMatchObject({ columns: ['user', 'rank', 'item', 'score'], rows: 10 });
    expect([...table.values.slice(0, 2)]).toEqual([3, 1]);

    const { stderr, stdout } = await at.succeed(
      ...learn('twice.csv'),
      ...'--duplicates last --out d.csv --json'.split(' '),
    );
    expect(stderr).toBe('2 ratings of twice.csv repeat a user and an item: the last is kept\n');
    expect(lastJson(stdout)).toMatchObject({ data: { ratings: 1200, repeated: 2 } });
  });

  it('takes ratings from Parquet and writes text to it', async () => {
    await writeTable(join(at.cwd, 'ratings.parquet'), [
      { name: 'userId', cells: rows.map(({ user }) => user) },
      { name: 'movie_id', cells: rows.map(({ item }) => item) },
      { name: 'rating', cells: Float32Array.from(rows, ({ rating }) => rating) },
    ]);
    await at.succeed(...learn('ratings.parquet'), '--out', 'p.parquet');
    const bytes = new Uint8Array(readFileSync(join(at.cwd, 'p.parquet')));
    const { rows: written } = await parseParquetText(bytes, 'p.parquet', ['user', 'item']);
    expect(written).toEqual(lists('plain.csv').map(({ user, item }) => [user, item]));
  });

  it('reads a folder of MovieLens, and gives titles', async () => {
    const folder = join(at.cwd, 'ml');
    mkdirSync(folder);
    const user = (id: number) => `${id}|24|M|technician|85711`;
    const film = (id: number) => `${id}|Film number ${id}|01-Jan-1995||`;
    writeFileSync(join(folder, 'u.user'), [1, 2, 3].map(user).join('\n'));
    writeFileSync(join(folder, 'u.item'), [1, 2, 3, 4].map(film).join('\n'));
    writeFileSync(
      join(folder, 'u1.base'),
      '1\t1\t5\t10\n1\t2\t1\t20\n2\t1\t4\t30\n2\t3\t5\t40\n3\t2\t2\t5\n',
    );
    writeFileSync(join(folder, 'u1.test'), '3\t4\t4\t50\n');
    const { stdout } = await at.succeed(
      'recommend',
      '--ratings',
      'ml',
      ...quick,
      '--out',
      'm.csv',
      '--users',
      '3',
    );
    const { columns, rows: written } = at.text('m.csv');
    expect(columns).toEqual(['user', 'rank', 'item', 'score', 'title']);
    expect(written.map(([, , item, , title]) => title === `Film number ${item}`)).toEqual([true, true]);
    expect(stdout).toMatch(/for user 3, the first are \d Film number \d \([\d.]+\); /);
  });

  it('says of a column that it takes no times from it, and why', async () => {
    const { stdout, stderr } = await at.succeed(...learn('dates.csv'), '--out', 't.csv');
    expect(stderr).toMatch(/^times are left out: dates.csv, line 3: .*'31\/05\/2024'/m);
    // Both have rated all there is.
    expect(at.read('t.csv')).toBe('user,rank,item,score\n');
    expect(stdout).toMatch(/^2 users have rated all items/m);
  });

  it('leaves nothing half-written when interrupted', () =>
    at.interrupt(
      ...learn('ratings.csv'),
      '--epochs',
      '100000',
      '--save',
      'stopped',
      '--report',
      'stopped.html',
    ));

  it('shows examples in its help', async () => {
    const { code, stdout } = await runCaptured(['recommend', '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Examples:\n {2}autoencoders recommend /);
  });

  it('is described by info', async () => {
    const { stdout } = await at.succeed('info', 'tastes');
    expect(stdout).toMatch(/^recommender, which stands on the autoencoder below\n/);
    expect(stdout).toMatch(/made from:\n {2}method {2}i-autorec\n/);
  });
});

describe('bad input', () => {
  beforeAll(async () => {
    writeFileSync(join(at.cwd, 'points.csv'), 'a,b\n0,1\n1,0\n1,1\n');
    const train = 'train undercomplete --data points.csv --out run --epochs 1 --latent-dim 1 --no-report';
    await at.succeed(...train.split(' '));
  });
  const out = ['--out', 'x.csv'];
  const of = (source: string, ...more: string[]) => [...learn(source), ...out, ...more];
  const saved = (...more: string[]) => ['recommend', 'tastes', ...out, ...more];

  it.each([
    [['recommend', ...out], 'OptionError', /give --ratings/],
    [learn('ratings.csv'), 'OptionError', /nothing is asked for/],
    [of('absent.csv'), 'DataError', /absent.csv/],
    [of('ratings.json'), 'OptionError', /\.csv, \.tsv or \.parquet/],
    [of('columns.csv'), 'OptionError', /which column of columns.csv holds the users\? It has a, b, c/],
    [of('ratings.csv', '--user-column', 'who'), 'OptionError', /--user-column is 'who'.*userId, movie_id/],
    [of('text.csv'), 'DataError', /text.csv, line 3: the rating in column 'rating' is 'good'/],
    [of('holes.csv'), 'DataError', /holes.csv, line 3: there is no user/],
    [of('high.csv', '--range', '1..5'), 'DataError', /high.csv, line 3: the rating is 9, out of the range/],
    [
      of('twice.csv'),
      'DataError',
      /twice.csv, line 1202: user 'user 0' rates item .* again, after line 3: .*--duplicates/,
    ],
    [of('dates.csv', '--evaluate', 'by-time'), 'DataError', /line 3: the time in column 'date'/],
    [of('dates.csv', '--time-column', 'date'), 'DataError', /line 3: the time in column 'date'/],
    [
      of('odd.csv', '--user-column', 'who', '--item-column', 'what', '--method', 'i-autorec'),
      'OptionError',
      /no column of them/,
    ],
    [of('equal.csv'), 'DataError', /all ratings of equal.csv are 3/],
    [of('clicks.csv', '--method', 'u-autorec'), 'OptionError', /--rating-column/],
    [of('ratings.csv', '--method', 'mult-vae', '--min-rating', '6'), 'DataError', /no rating is 6 or more/],
    [of('ratings.csv', '--min-rating', '4'), 'OptionError', /--min-rating is for/],
    [
      of('ratings.csv', '--method', 'i-autorec', '--min-rating', '4'),
      'OptionError',
      /leave out --min-rating/,
    ],
    [
      of('ratings.csv', '--users', 'mallory'),
      'DataError',
      /--users names the user 'mallory'.*begin with 'user 0'/,
    ],
    [of('ratings.csv', '--users', 'user 1,,'), 'OptionError', /--users is/],
    [
      of('ratings.csv', '--users-from', 'stranger.txt'),
      'DataError',
      /stranger.txt, line 2, names the user 'mallory'/,
    ],
    [of('ratings.csv', '--users-from', 'nobody.txt'), 'OptionError', /names no users/],
    [of('ratings.csv', '--users-from', 'none.txt'), 'DataError', /none.txt/],
    [of('ratings.csv', '--users', 'user 1', '--users-from', 'who.txt'), 'OptionError', /one of the two/],
    [of('ratings.csv', '--similar', 'Film 99'), 'DataError', /--similar is 'Film 99'.*30 items/],
    [of('ratings.csv', '--top', '0'), 'OptionError', /--top is 0/],
    [of('ratings.csv', '--range', '5..1'), 'OptionError', /--range is '5\.\.1'/],
    [of('ratings.csv', '--holdout', '1.5'), 'OptionError', /--holdout is '1\.5'/],
    [
      of('ratings.csv', '--holdout', '0.1', '--evaluate', 'leave-one-out'),
      'OptionError',
      /leave out --holdout/,
    ],
    [
      of(
        'odd.csv',
        '--user-column',
        'who',
        '--item-column',
        'what',
        '--rating-column',
        'points',
        '--evaluate',
        'by-time',
      ),
      'DataError',
      /no times/,
    ],
    [of('ratings.csv', '--l2', '1,2,3'), 'OptionError', /--l2 is '1,2,3'/],
    [of('ratings.csv', '--l2=-1'), 'OptionError', /--l2 is '-1'/],
    [of('ratings.csv', '--method', 'cdae', '--hidden', '8,4'), 'OptionError', /one width/],
    [of('ratings.csv', '--method', 'svd'), 'OptionError', /i-autorec, u-autorec/],
    [['recommend', '--ratings', 'ratings.csv', '--out', 'x.json'], 'OptionError', /\.csv or \.parquet/],
    [of('ratings.csv', '--report', 'x.pdf'), 'OptionError', /\.html/],
    [of('ml', '--user-column', 'user'), 'OptionError', /leave it out/],
    [saved('--epochs', '3', '--method', 'cdae'), 'OptionError', /leave out --method, --epochs/],
    [saved('--duplicates', 'last'), 'OptionError', /no --ratings are read: leave out --duplicates/],
    [saved('--ratings', 'high.csv'), 'DataError', /line 3: the rating is 9/],
    [saved('--ratings', 'strange.csv'), 'DataError', /none of the 1 items is known/],
    [saved('--ratings', 'clicks.csv'), 'OptionError', /which tastes learned/],
    [saved('--users', 'mallory'), 'DataError', /who is not among the 60 users of tastes/],
    [['recommend', 'absent', ...out], 'ModelFormatError', /no model in absent/],
    [['recommend', 'run', ...out], 'ModelFormatError', /holds an autoencoder/],
  ])('%j', (argv, type, message) => at.fail(argv, type, message));
});
