import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseParquet, parseParquetText } from '@autoencoders/data';
import { writeTable } from '@autoencoders/data/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCaptured } from '../testing/captured-terminal.js';
import { type GroupsFolder, groupsFolder, lastJson } from '../testing/groups-folder.js';

let at: GroupsFolder;
beforeAll(async () => {
  at = await groupsFolder();
});
afterAll(() => at?.remove());

const classify = ['classify', 'run', '--train', 'train.csv', '--label', 'species'];
const quick = ['--epochs', '30', '--learning-rate', '0.05', '--batch-size', '20'];
const classes = ['ash', 'two, words', 'yew'];

describe('classify', () => {
  it('trains on text labels, predicts, judges, saves and reports', async () => {
    const made = '--data new.csv --out p.csv --save classifier --report c.html --json --probabilities';
    const { stdout } = await at.succeed(...classify, ...quick, ...made.split(' '));
    const result = lastJson(stdout) as {
      figures: { accuracy: number; confusion: number[][] };
      classes: string[];
    };
    expect(result.classes).toEqual(classes);
    expect(result.figures.accuracy).toBeGreaterThan(0.95);
    expect(result.figures.confusion.flat().reduce((sum, count) => sum + count, 0)).toBe(60);
    const { columns, rows } = at.text('p.csv');
    expect(columns).toEqual(['prediction', 'confidence', ...classes.map((name) => `probability_${name}`)]);
    expect(rows).toHaveLength(60);
    const right = rows.filter((row, index) => row[0] === at.text('new.csv').rows[index]![3]);
    expect(right.length / 60).toBeCloseTo(result.figures.accuracy, 6);
    for (const row of rows) expect(Number(row[1])).toBe(Math.max(...row.slice(2).map(Number)));
    expect(at.read('c.html')).toContain('Right and wrong');
    expect(readdirSync(join(at.cwd, 'classifier')).sort()).toContain('application.json');
  });

  it('predicts the same by the saved classifier, on the scale and with the names of its training', async () => {
    const argv = 'classify classifier --data new.csv --out again.csv --probabilities'.split(' ');
    const { stdout } = await at.succeed(...argv);
    expect(at.read('again.csv')).toBe(at.read('p.csv'));
    expect(stdout).toMatch(/^accuracy [\d.]+, macro F1 [\d.]+, calibration error [\d.]+ on 60 examples\n/);
    expect(stdout).toMatch(/truth, predicted as +ash +two, words +yew\n/);
    const bare = 'classify classifier --data bare.csv --out bare-p.csv --json'.split(' ');
    const { stdout: last } = await at.succeed(...bare);
    expect(lastJson(last)).toMatchObject({ examples: 60, figures: null, training: null });
  });

  it('replaces a classifier that was saved before', async () => {
    const argv = [...classify, '--data', 'new.csv', '--out', 'w.csv', '--epochs', '1', '--save', 'twice'];
    await at.succeed(...argv, '--hidden', '4');
    await at.succeed(...argv);
    expect(lastJson((await at.succeed('info', 'twice', '--json')).stdout)).toMatchObject({
      options: { hidden: [] },
    });
  });

  it('leaves labels of no known class out of the figures, and says so', async () => {
    const { stdout } = await at.succeed('classify', 'classifier', '--data', 'other.csv', '--out', 'o.csv');
    expect(stdout).toMatch(/on 59 examples, 1 with labels of no known class left out/);
  });

  it('takes text labels from Parquet and writes names to it', async () => {
    const { rows } = at.text('train.csv');
    const inputs = ['a', 'b', 'c'].map((name, k) => ({
      name,
      cells: Float32Array.from(rows, (row) => Number(row[k])),
    }));
    const species = { name: 'species', cells: rows.map((row) => row[3]!) };
    await writeTable(join(at.cwd, 'train.parquet'), [species, ...inputs]);
    const argv = ['classify', 'run', '--train', 'train.parquet', '--label', 'species', ...quick];
    const { stdout } = await at.succeed(...argv, '--data', 'new.csv', '--out', 'n.parquet', '--json');
    expect(lastJson(stdout)).toMatchObject({ classes, figures: { examples: 60, unknownLabels: 0 } });
    const bytes = new Uint8Array(readFileSync(join(at.cwd, 'n.parquet')));
    const predictions = await parseParquetText(bytes, 'n.parquet', ['prediction']);
    expect(predictions.rows).toEqual(at.text('p.csv').rows.map(([name]) => [name]));
    expect((await parseParquet(bytes, 'n.parquet', ['confidence'])).rows).toBe(60);
  });

  it('writes numbers where classes are numbers, to Parquet too', async () => {
    const argv = ['classify', 'run', '--train', 'numbered.csv', '--label', 'species', ...quick];
    await at.succeed(...argv, '--data', 'bare.csv', '--out', 'p.parquet');
    const table = await parseParquet(new Uint8Array(readFileSync(join(at.cwd, 'p.parquet'))));
    expect(table).toMatchObject({ columns: ['prediction', 'confidence'], rows: 60 });
    expect([...table.values].filter((_, place) => place % 2 === 0).slice(0, 6)).toEqual([0, 1, 2, 0, 1, 2]);
  });

  it('learns from rows without a label in mode joint only', async () => {
    const half = 'classify run --train half.csv --label species --data new.csv'.split(' ');
    const joint = ['--out', 'h.csv', '--mode', 'joint', '--hidden', '8', '--json'];
    const { stdout } = await at.succeed(...half, ...quick, ...joint);
    expect((lastJson(stdout).figures as { accuracy: number }).accuracy).toBeGreaterThan(0.9);
    const message = /30 of 60 rows of half.csv have no 'species': .*--mode joint/;
    await at.fail([...half, '--out', 'x.csv'], 'DataError', message);
  });

  it('leaves no half file when interrupted', () =>
    at.interrupt(...classify, ...quick, '--epochs', '10000', '--data', 'new.csv', '--save', 'stopped'));

  it('shows examples in its help', async () => {
    const { code, stdout } = await runCaptured(['classify', '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Examples:\n {2}autoencoders classify /);
  });
});

describe('info', () => {
  it('describes a classifier and the autoencoder below it', async () => {
    const { stdout } = await at.succeed('info', 'classifier');
    expect(stdout).toMatch(/^classifier, which stands on the autoencoder below\nnetworks of its own: \w+\n/);
    expect(stdout).toMatch(/made from:\n {2}classes {2}\["ash","two, words","yew"\]\n {2}label {2}species\n/);
    expect(stdout).toMatch(/\n\nundercomplete: inputs \[3\], codes \[2\]\nnetworks: encoder, decoder\n/);
    expect(lastJson((await at.succeed('info', 'classifier', '--json')).stdout)).toMatchObject({
      kind: 'classifier',
      options: { classes: 3, mode: 'frozen' },
      autoencoder: { kind: 'undercomplete', scaling: { kind: 'standard' } },
    });
  });
});

describe('bad input', () => {
  const newData = ['--data', 'new.csv', '--out', 'x.csv'];
  const labelled = (train: string, label: string) => ['--train', train, '--label', label];
  beforeAll(() =>
    at.succeed(
      'cluster',
      'run',
      '--data',
      'bare.csv',
      '--out',
      'k.csv',
      '--clusters',
      '2',
      '--save',
      'groups',
    ),
  );

  it.each([
    [['classify', 'run', ...newData], 'OptionError', /give --train/],
    [['classify', 'run', ...newData, '--train', 'train.csv'], 'OptionError', /train.csv has no labels/],
    [['classify', 'run', ...newData, '--train', 'bare.csv'], 'OptionError', /bare.csv has no labels/],
    [
      ['classify', 'run', ...newData, ...labelled('one.csv', 'species')],
      'DataError',
      /one class only, 'ash'/,
    ],
    [['classify', 'run', ...newData, ...labelled('train.csv', 'kind')], 'OptionError', /no column 'kind'/],
    [[...classify, '--data', 'new.csv', '--out', 'x.json'], 'OptionError', /\.csv or \.parquet/],
    [[...classify, ...newData, '--hidden', '8,many'], 'OptionError', /--hidden is 'many'/],
    [[...classify, ...newData, '--learning-rate', '0'], 'OptionError', /--learning-rate is '0'/],
    [[...classify, ...newData, '--mode', 'none'], 'OptionError', /frozen, fine-tune, joint/],
    [[...classify, ...newData, '--save', 'run'], 'OptionError', /--save is 'run'/],
    [[...classify, ...newData, '--report', 'x.pdf'], 'OptionError', /\.html/],
    [['classify', 'classifier', ...newData, '--epochs', '3'], 'OptionError', /leave out --epochs/],
    [['classify', 'groups', ...newData], 'ModelFormatError', /holds a 'clustering'/],
    [['encode', 'classifier', ...newData], 'ModelFormatError', /classifier\/autoencoder/],
  ])('%j', (argv, type, message) => at.fail(argv, type, message));
});
