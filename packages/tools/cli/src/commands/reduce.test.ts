import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseParquet, parseParquetText } from '@autoencoders/data';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCaptured } from '../testing/captured-terminal.js';
import { type GroupsFolder, groupsFolder, lastJson } from '../testing/groups-folder.js';

let at: GroupsFolder;
beforeAll(async () => {
  at = await groupsFolder();
});
afterAll(() => at?.remove());

const bytes = (name: string) => new Uint8Array(readFileSync(join(at.cwd, name)));

describe('reduce', () => {
  it('writes the code of a model as coordinates, with labels, measures and a map', async () => {
    const argv = ['reduce', 'run', '--data', 'train.csv', '--label', 'species', '--out', 'r.csv'];
    const { stdout } = await at.succeed(...argv, '--measure', '--map', 'r.svg', '--json');
    const { figures } = lastJson(stdout) as { figures: Record<string, Record<string, number>> };
    expect(figures.autoencoder!.trustworthiness).toBeGreaterThan(0.8);
    expect(figures.autoencoder!.knnAccuracy).toBe(1);
    await at.succeed('encode', 'run', '--data', 'train.csv', '--out', 'codes-of-train.csv');
    const { columns, rows } = at.text('r.csv');
    expect(columns).toEqual(['dimension_1', 'dimension_2', 'label']);
    expect(rows.map((row) => row.slice(0, 2))).toEqual(at.text('codes-of-train.csv').rows);
    expect(rows.map((row) => row[2])).toEqual(at.text('train.csv').rows.map((row) => row[3]));
    expect(at.read('r.svg')).toMatch(/^<svg/);
  });

  it('writes labels to Parquet as text, or as the numbers they are', async () => {
    const argv = ['reduce', 'run', '--label', 'species', '--data'];
    await at.succeed(...argv, 'train.csv', '--out', 'r.parquet', '--map', 'r.png');
    const { rows } = await parseParquetText(bytes('r.parquet'), 'r.parquet', ['label']);
    expect(rows).toEqual(at.text('train.csv').rows.map((row) => [row[3]]));
    expect([...bytes('r.png').subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);

    await at.succeed(...argv, 'numbered.csv', '--out', 'numbered.parquet');
    const { columns, values } = await parseParquet(bytes('numbered.parquet'));
    expect(columns).toEqual(['dimension_1', 'dimension_2', 'label']);
    expect([...values].filter((_, place) => place % 3 === 2).slice(0, 4)).toEqual([0, 1, 2, 0]);
  });

  it('goes back from coordinates to the units of the data', async () => {
    await at.succeed('reduce', 'run', '--inverse', 'r.csv', '--out', 'back.csv');
    const [back, data] = [at.numbers('back.csv'), at.text('train.csv')];
    expect(back.columns).toEqual(['a', 'b', 'c']);
    const far = data.rows.map((row, i) =>
      Math.hypot(...[0, 1, 2].map((k) => back.values[3 * i + k]! - Number(row[k]))),
    );
    // Three groups lie in a plane, but for their noise of 8 across it.
    expect(far.reduce((sum, each) => sum + each, 0) / far.length).toBeLessThan(15);

    await at.succeed('reduce', '--data', 'bare.csv', '--inverse', 'codes.csv', '--out', 'mean.csv');
    const { values } = at.numbers('mean.csv');
    const bare = at.numbers('bare.csv');
    const mean = [0, 1, 2].map(
      (k) => bare.values.filter((_, place) => place % 3 === k).reduce((s, v) => s + v, 0) / 60,
    );
    for (const k of [0, 1, 2]) expect(values[k]).toBeCloseTo(mean[k]!, 2);
  });

  it('compares the methods side by side, and says which are left out', async () => {
    const argv = ['reduce', 'run', '--data', 'bare.csv', '--out', 'cmp.csv', '--method', 'pca', '--compare'];
    const { stdout, stderr } = await at.succeed(...argv, '--report', 'cmp.html', '--perplexity', '10');
    expect(stderr).toMatch(/^lda is left out: 'lda' needs classes/m);
    for (const method of ['pca', 'autoencoder', 'umap', 'tsne']) {
      expect(stdout).toMatch(new RegExp(`^${method} +[01]`, 'm'));
      expect(at.read('cmp.html')).toContain(`>${method}<`);
    }
    expect(at.numbers('cmp.csv')).toMatchObject({ columns: ['dimension_1', 'dimension_2'], rows: 60 });
  });

  it('leaves no half file when interrupted', () => {
    const argv = 'reduce --data bare.csv --method tsne --perplexity 10 --map stopped.svg'.split(' ');
    return at.interrupt(...argv);
  });

  it('shows examples in its help', async () => {
    const { code, stdout } = await runCaptured(['reduce', '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Examples:\n {2}autoencoders reduce /);
  });
});

describe('bad input', () => {
  const to = ['--out', 'x.csv'];
  const newData = ['--data', 'new.csv', ...to];
  const bare = ['--data', 'bare.csv', ...to];
  beforeAll(() => {
    // Codes of a wrong width.
    writeFileSync(join(at.cwd, 'wide.csv'), 'u,v,w\n0,0,0\n');
  });

  it.each([
    [['reduce', ...newData], 'DataError', /species/],
    [['reduce', ...to], 'OptionError', /--data/],
    [['reduce', ...bare, '--method', 'autoencoder'], 'OptionError', /name a MODEL/],
    [['reduce', 'run', ...newData, '--dimensions', '3'], 'OptionError', /has 2 values.*--method pca/],
    [['reduce', 'run', ...newData, '--scale', 'none'], 'OptionError', /leave out --scale/],
    [['reduce', 'run', ...newData, '--perplexity', '5'], 'OptionError', /--perplexity is for tsne/],
    [['reduce', 'run', ...newData, '--compare'], 'OptionError', /--report/],
    [['reduce', 'run', ...newData, '--map', 'x.gif'], 'OptionError', /\.svg or \.png/],
    [['reduce', 'run', ...to, '--inverse', 'wide.csv'], 'DataError', /codes of 3 values/],
    [['reduce', ...bare, '--method', 'umap', '--inverse', 'codes.csv'], 'OptionError', /no way back/],
    [['reduce', ...bare, '--method', 'lda'], 'OptionError', /needs classes/],
    [['reduce', ...bare, '--method', 'umap', '--neighbors', '60'], 'OptionError', /60/],
  ])('%j', (argv, type, message) => at.fail(argv, type, message));
});
