import { EventEmitter } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomSource, useBackend } from '@autoencoders/backend';
import { parseCsv, parseParquet } from '@autoencoders/data';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCaptured } from '../testing/captured-terminal.js';
import { parseTextTable } from '../text-table.js';

let cwd: string;

/** Three groups of 20 points about different corners, in large numbers, with the name of their group. */
function groups(seed: number, species: (name: string, row: number) => string = (name) => name): string {
  const noise = randomSource(seed).normal('noise', [60, 3]);
  const values = noise.dataSync();
  noise.dispose();
  const corners = [
    [100, 0, 0],
    [0, 100, 0],
    [0, 0, 100],
  ];
  const rows = Array.from({ length: 60 }, (_, row) => {
    const point = corners[row % 3]!.map((corner, k) => corner + 8 * values[row * 3 + k]!);
    return [...point, species(['ash', 'two, words', 'yew'][row % 3]!, row)];
  });
  const quoted = rows.map((row) =>
    row.map((cell) => (String(cell).includes(',') ? `"${cell}"` : cell)).join(','),
  );
  return `a,b,c,species\n${quoted.join('\n')}\n`;
}

async function succeed(...argv: string[]) {
  const outcome = await runCaptured([...argv, '--backend', 'wasm'], { cwd });
  expect(outcome.code, outcome.stderr).toBe(0);
  return outcome;
}

function lastJson(stdout: string): Record<string, unknown> {
  return JSON.parse(stdout.trimEnd().split('\n').at(-1)!) as Record<string, unknown>;
}

const read = (name: string) => readFileSync(join(cwd, name), 'utf8');
const text = (name: string) => parseTextTable(read(name), name);
const numbers = (name: string) => parseCsv(read(name));

beforeAll(async () => {
  await useBackend('wasm');
  cwd = mkdtempSync(join(tmpdir(), 'cli-applications-'));
  const files = {
    'train.csv': groups(1),
    'new.csv': groups(2),
    'half.csv': groups(3, (name, row) => (row < 30 ? name : '')),
    'other.csv': groups(4, (name, row) => (row === 0 ? 'oak' : name)),
    'bare.csv': groups(5).replace(/,[^,\n"]*$|,"[^"]*"$/gm, ''),
    'one.csv': groups(6, () => 'ash'),
    'codes.csv': 'dimension_1,dimension_2\n0,0\n1,0\n',
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(cwd, name), content);
  const train = ['train', 'undercomplete', '--data', 'train.csv', '--label', 'species', '--columns', 'a,b,c'];
  writeFileSync(
    join(cwd, 'numbered.csv'),
    groups(1).replaceAll('ash', '0').replaceAll('"two, words"', '1').replaceAll('yew', '2'),
  );
  train[3] = 'numbered.csv';
  const linear = [
    '--architecture',
    'linear',
    '--latent-dim',
    '2',
    '--learning-rate',
    '0.03',
    '--epochs',
    '60',
  ];
  await succeed(...train, ...linear, '--batch-size', '20', '--out', 'run', '--no-report');
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const classify = ['classify', 'run', '--train', 'train.csv', '--label', 'species'];
const quick = ['--epochs', '60', '--learning-rate', '0.05', '--batch-size', '20'];

describe('classify', () => {
  it('trains on text labels, predicts, judges, saves and reports', async () => {
    const made = [
      '--data',
      'new.csv',
      '--out',
      'p.csv',
      '--save',
      'classifier',
      '--report',
      'c.html',
      '--json',
    ];
    const { stdout } = await succeed(...classify, ...quick, ...made, '--probabilities');
    const result = lastJson(stdout) as {
      figures: { accuracy: number; confusion: number[][] };
      classes: string[];
    };
    expect(result.classes).toEqual(['ash', 'two, words', 'yew']);
    expect(result.figures.accuracy).toBeGreaterThan(0.95);
    expect(result.figures.confusion.flat().reduce((sum, count) => sum + count, 0)).toBe(60);
    const { columns, rows } = text('p.csv');
    expect(columns).toEqual([
      'prediction',
      'confidence',
      'probability_ash',
      'probability_two, words',
      'probability_yew',
    ]);
    expect(rows).toHaveLength(60);
    const right = rows.filter((row, index) => row[0] === text('new.csv').rows[index]![3]);
    expect(right.length / 60).toBeCloseTo(result.figures.accuracy, 6);
    for (const row of rows) expect(Number(row[1])).toBe(Math.max(...row.slice(2).map(Number)));
    expect(read('c.html')).toContain('Right and wrong');
    expect(readdirSync(join(cwd, 'classifier')).sort()).toContain('application.json');
  });

  it('predicts the same by the saved classifier, on the scale and with the names of its training', async () => {
    const { stdout } = await succeed(
      'classify',
      'classifier',
      '--data',
      'new.csv',
      '--out',
      'again.csv',
      '--probabilities',
    );
    expect(read('again.csv')).toBe(read('p.csv'));
    expect(stdout).toMatch(/^accuracy [\d.]+, macro F1 [\d.]+, calibration error [\d.]+ on 60 examples\n/);
    expect(stdout).toMatch(/truth, predicted as +ash +two, words +yew\n/);
    const bare = await succeed(
      'classify',
      'classifier',
      '--data',
      'bare.csv',
      '--out',
      'bare-p.csv',
      '--json',
    );
    expect(lastJson(bare.stdout)).toMatchObject({ examples: 60, figures: null, training: null });
  });

  it('leaves labels of no known class out of the figures, and says so', async () => {
    const { stdout } = await succeed('classify', 'classifier', '--data', 'other.csv', '--out', 'o.csv');
    expect(stdout).toMatch(/on 59 examples, 1 with labels of no known class left out/);
  });

  it('writes numbers where classes are numbers, to Parquet too', async () => {
    const argv = ['classify', 'run', '--train', 'numbered.csv', '--label', 'species', ...quick];
    await succeed(...argv, '--data', 'bare.csv', '--out', 'p.parquet');
    const table = await parseParquet(new Uint8Array(readFileSync(join(cwd, 'p.parquet'))));
    expect(table).toMatchObject({ columns: ['prediction', 'confidence'], rows: 60 });
    expect([...table.values].filter((_, at) => at % 2 === 0).slice(0, 6)).toEqual([0, 1, 2, 0, 1, 2]);
  });

  it('learns from rows without a label in mode joint only', async () => {
    const half = [
      'classify',
      'run',
      '--train',
      'half.csv',
      '--label',
      'species',
      '--data',
      'new.csv',
      '--out',
      'h.csv',
    ];
    const { stdout } = await succeed(...half, ...quick, '--mode', 'joint', '--hidden', '8', '--json');
    expect((lastJson(stdout).figures as { accuracy: number }).accuracy).toBeGreaterThan(0.9);
    const { code, stderr } = await runCaptured([...half, '--backend', 'wasm'], { cwd });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(
        /^error: DataError: 30 of 60 rows of half.csv have no 'species': .*--mode joint.*\n$/,
      ),
    });
  });
});

describe('cluster', () => {
  it('chooses the number of clusters, judges them, saves and continues them', async () => {
    const argv = ['cluster', 'run', '--data', 'train.csv', '--label', 'species', '--out', 'k.csv', '--json'];
    const { stdout } = await succeed(...argv, '--clusters', '2..5', '--save', 'groups', '--report', 'k.html');
    expect(lastJson(stdout)).toMatchObject({
      clusters: 3,
      sizes: [20, 20, 20],
      figures: { accuracy: 1, normalizedMutualInformation: 1, adjustedRandIndex: 1 },
    });
    expect((lastJson(stdout).candidates as unknown[]).length).toBe(4);
    expect(read('k.html')).toContain('Number of clusters');
    expect(numbers('k.csv')).toMatchObject({ columns: ['cluster'], rows: 60 });

    const again = await succeed('cluster', 'groups', '--data', 'train.csv', '--out', 'k2.csv');
    expect(read('k2.csv')).toBe(read('k.csv'));
    expect(again.stdout).toMatch(/^3 clusters of 20, 20, 20 examples\n60 rows are in k2.csv\n$/);
  });

  it('trains towards clusters', async () => {
    const argv = [
      'cluster',
      'run',
      '--data',
      'train.csv',
      '--label',
      'species',
      '--out',
      'd.csv',
      '--clusters',
      '3',
    ];
    const deep = [
      '--method',
      'idec',
      '--epochs',
      '2',
      '--batch-size',
      '20',
      '--save',
      'deep',
      '--report',
      'd.html',
    ];
    const { stdout } = await succeed(...argv, ...deep);
    expect(stdout).toMatch(/ACC 1, NMI 1, ARI 1\n/);
    await succeed('cluster', 'deep', '--data', 'train.csv', '--out', 'd2.csv', '--report', 'd2.html');
    expect(read('d2.csv')).toBe(read('d.csv'));
  });
});

describe('reduce', () => {
  it('writes the code of a model as coordinates, with labels, measures and a map', async () => {
    const argv = ['reduce', 'run', '--data', 'train.csv', '--label', 'species', '--out', 'r.csv'];
    const { stdout } = await succeed(...argv, '--measure', '--map', 'r.svg', '--json');
    const { figures } = lastJson(stdout) as { figures: Record<string, Record<string, number>> };
    expect(figures.autoencoder!.trustworthiness).toBeGreaterThan(0.8);
    expect(figures.autoencoder!.knnAccuracy).toBe(1);
    await succeed('encode', 'run', '--data', 'train.csv', '--out', 'codes-of-train.csv');
    const { columns, rows } = text('r.csv');
    expect(columns).toEqual(['label', 'dimension_1', 'dimension_2']);
    expect(rows.map((row) => row.slice(1).join(','))).toEqual(
      read('codes-of-train.csv').trimEnd().split('\n').slice(1),
    );
    expect(rows[1]![0]).toBe('two, words');
    expect(read('r.svg')).toMatch(/^<svg/);
  });

  it('goes back from coordinates to the units of the data', async () => {
    const table = text('r.csv').rows.map((row) => row.slice(1).join(','));
    writeFileSync(join(cwd, 'r-codes.csv'), `dimension_1,dimension_2\n${table.join('\n')}\n`);
    await succeed('reduce', 'run', '--inverse', 'r-codes.csv', '--out', 'back.csv');
    await succeed('reconstruct', 'run', '--data', 'bare.csv', '--out', 'unused.csv');
    const [back, data] = [numbers('back.csv'), text('train.csv')];
    expect(back.columns).toEqual(['a', 'b', 'c']);
    const far = data.rows.map((row, i) =>
      Math.hypot(...[0, 1, 2].map((k) => back.values[3 * i + k]! - Number(row[k]))),
    );
    // Three groups lie in a plane, but for their noise of 8 across it.
    expect(far.reduce((sum, each) => sum + each, 0) / far.length).toBeLessThan(15);

    await succeed('reduce', '--data', 'bare.csv', '--inverse', 'codes.csv', '--out', 'mean.csv');
    const { values } = numbers('mean.csv');
    const bare = numbers('bare.csv');
    const mean = [0, 1, 2].map(
      (k) => bare.values.filter((_, at) => at % 3 === k).reduce((s, v) => s + v, 0) / 60,
    );
    for (const k of [0, 1, 2]) expect(values[k]).toBeCloseTo(mean[k]!, 2);
  });

  it('compares the methods side by side, and says which are left out', async () => {
    const argv = ['reduce', 'run', '--data', 'bare.csv', '--out', 'cmp.csv', '--method', 'pca', '--compare'];
    const { stdout, stderr } = await succeed(...argv, '--report', 'cmp.html', '--perplexity', '10');
    expect(stderr).toMatch(/^lda is left out: 'lda' needs classes/m);
    for (const method of ['pca', 'autoencoder', 'umap', 'tsne']) {
      expect(stdout).toMatch(new RegExp(`^${method} +[01]`, 'm'));
      expect(read('cmp.html')).toContain(`>${method}<`);
    }
    expect(numbers('cmp.csv')).toMatchObject({ columns: ['dimension_1', 'dimension_2'], rows: 60 });
  });
});

describe('Ctrl-C', () => {
  it.each([
    [...classify, ...quick, '--epochs', '10000', '--data', 'new.csv', '--save', 'stopped'],
    ['cluster', 'run', '--data', 'train.csv', '--clusters', '2..40', '--save', 'stopped'],
    ['reduce', '--data', 'bare.csv', '--method', 'tsne', '--perplexity', '10', '--map', 'stopped.svg'],
  ])('leaves no half file: %s', async (...argv) => {
    const signals = new EventEmitter();
    // As soon as the work listens.
    signals.on(
      'newListener',
      (name) => void (name === 'SIGINT' && setTimeout(() => signals.emit('SIGINT'), 50)),
    );
    const { code, stdout, stderr } = await runCaptured(
      [...argv, '--out', 'stopped.csv', '--backend', 'wasm'],
      { cwd, signals },
    );
    expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
    expect(stderr).toMatch(/interrupted: nothing is written\n$/);
    expect(
      readdirSync(cwd).filter((name) => name.includes('stopped') || name.includes('unfinished')),
    ).toEqual([]);
  });
});

describe('bad input', () => {
  const to = ['--out', 'x.csv'];
  const newData = ['--data', 'new.csv', ...to];
  it.each([
    [['classify', 'run', ...newData], 'OptionError', /give --train/],
    [['classify', 'run', ...newData, '--train', 'train.csv'], 'OptionError', /train.csv has no labels/],
    [['classify', 'run', ...newData, '--train', 'bare.csv'], 'OptionError', /bare.csv has no labels/],
    [
      ['classify', 'run', ...newData, '--train', 'one.csv', '--label', 'species'],
      'DataError',
      /one class only, 'ash'/,
    ],
    [
      ['classify', 'run', ...newData, '--train', 'train.csv', '--label', 'kind'],
      'OptionError',
      /no column 'kind'/,
    ],
    [[...classify, '--data', 'new.csv', '--out', 'x.parquet'], 'OptionError', /names such as 'ash'/],
    [[...classify, ...newData, '--hidden', '8,many'], 'OptionError', /--hidden is 'many'/],
    [[...classify, ...newData, '--learning-rate', '0'], 'OptionError', /--learning-rate is '0'/],
    [[...classify, ...newData, '--mode', 'none'], 'OptionError', /frozen, fine-tune, joint/],
    [[...classify, ...newData, '--save', 'run'], 'OptionError', /--save is 'run'/],
    [[...classify, ...newData, '--report', 'x.pdf'], 'OptionError', /\.html/],
    [['classify', 'classifier', ...newData, '--epochs', '3'], 'OptionError', /leave out --epochs/],
    [['classify', 'groups', ...newData], 'ModelFormatError', /holds a 'clustering'/],
    [['cluster', 'classifier', ...newData], 'ModelFormatError', /holds a 'classifier'/],
    [['encode', 'classifier', ...newData], 'ModelFormatError', /classifier\/autoencoder/],
    [['cluster', 'run', ...newData, '--clusters', '500'], 'DataError', /500/],
    [['cluster', 'run', ...newData, '--clusters', 'some'], 'OptionError', /--clusters is 'some'/],
    [['cluster', 'run', ...newData, '--clusters', '5..2'], 'OptionError', /ends at/],
    [['cluster', 'run', ...newData, '--by', 'bic'], 'OptionError', /range/],
    [['cluster', 'run', ...newData, '--clusters', '2..5', '--by', 'bic'], 'OptionError', /gaussian-mixture/],
    [['cluster', 'run', ...newData, '--method', 'dec', '--umap'], 'OptionError', /leave out --umap/],
    [['cluster', 'run', ...newData, '--method', 'dec', '--clusters', '2..5'], 'OptionError', /one number/],
    [['cluster', 'groups', ...newData, '--clusters', '3'], 'OptionError', /leave out --clusters/],
    [['reduce', ...newData], 'DataError', /species/],
    [['reduce', ...to], 'OptionError', /--data/],
    [['reduce', '--data', 'bare.csv', ...to, '--method', 'autoencoder'], 'OptionError', /name a MODEL/],
    [
      ['reduce', 'run', ...newData, '--dimensions', '3'],
      'OptionError',
      /the code has 2 values.*--method pca/,
    ],
    [['reduce', 'run', ...newData, '--scale', 'none'], 'OptionError', /leave out --scale/],
    [['reduce', 'run', ...newData, '--perplexity', '5'], 'OptionError', /--perplexity is for tsne/],
    [['reduce', 'run', ...newData, '--compare'], 'OptionError', /--report/],
    [['reduce', 'run', ...newData, '--map', 'x.gif'], 'OptionError', /\.svg or \.png/],
    [
      ['reduce', '--data', 'bare.csv', ...to, '--method', 'umap', '--inverse', 'codes.csv'],
      'OptionError',
      /no way back/,
    ],
    [['reduce', '--data', 'bare.csv', ...to, '--method', 'lda'], 'OptionError', /needs classes/],
    [['reduce', '--data', 'bare.csv', ...to, '--method', 'umap', '--neighbors', '60'], 'OptionError', /60/],
  ])('%j', async (argv, type, message) => {
    const { code, stdout, stderr } = await runCaptured([...argv, '--backend', 'wasm'], { cwd });
    expect(stderr.split('\n').at(-2)).toMatch(new RegExp(`^error: ${type}: [^\\n]+$`));
    expect(stderr).toMatch(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(existsSync(join(cwd, 'x.csv'))).toBe(false);
  });
});

it('shows examples in the help of each command', async () => {
  for (const name of ['classify', 'cluster', 'reduce']) {
    const { code, stdout } = await runCaptured([name, '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`Examples:\\n  autoencoders ${name} `));
  }
});
