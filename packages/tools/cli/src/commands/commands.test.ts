import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCsv, parseParquet, type Table } from '@autoencoders/data';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCaptured } from '../testing/captured-terminal.js';

let cwd: string;

/** 60 rows on a line in three dimensions with large numbers, and a class. */
function line(): string {
  const rows = Array.from({ length: 60 }, (_, row) => {
    const t = (row - 29.5) / 10;
    return [100 + 20 * t, -3000 - 500 * t, 5 + t, row % 2].join(',');
  });
  return `height,depth,width,class\n${rows.join('\n')}\n`;
}

async function succeed(...argv: string[]) {
  const outcome = await runCaptured([...argv, ...(argv[0] === 'info' ? [] : ['--backend', 'wasm'])], { cwd });
  expect(outcome.code, outcome.stderr).toBe(0);
  return outcome;
}

function lastJson(stdout: string): Record<string, unknown> {
  return JSON.parse(stdout.trimEnd().split('\n').at(-1)!) as Record<string, unknown>;
}

function readCsv(name: string): Table {
  return parseCsv(readFileSync(join(cwd, name), 'utf8'));
}

const train = ['train', 'undercomplete', '--data', 'line.csv', '--out', 'run', '--label', 'class'];
const linear = ['--architecture', 'linear', '--latent-dim', '1', '--learning-rate', '0.02'];

let trained: Awaited<ReturnType<typeof succeed>>;
beforeAll(async () => {
  cwd = mkdtempSync(join(tmpdir(), 'cli-commands-'));
  writeFileSync(join(cwd, 'line.csv'), line());
  writeFileSync(join(cwd, 'options.json'), '{"epochs": 150, "batchSize": 10, "validation": 0.5, "seed": 3}');
  trained = await succeed(...train, ...linear, '--config', 'options.json', '--validation', '0.2', '--json');
  await succeed('train', 'variational', '--data', 'digits', '--epochs', '1', '--out', 'vae', '--no-report');
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

describe('train', () => {
  it('reports one JSON object and says how it scaled', () => {
    const figures = lastJson(trained.stdout);
    expect(figures).toMatchObject({
      variant: 'undercomplete',
      examples: 60,
      epochs: 150,
      steps: 150 * 5,
      scaling: 'standard',
      backend: 'wasm',
      seed: 3,
      evaluation: { on: 'validation data' },
      validation: expect.anything(),
    });
    expect(trained.stdout.trimEnd()).not.toContain('\n');
    expect(trained.stderr).toMatch(/^values reach from -4475 to 159, scaled to mean 0.*\n$/);
  });

  it('leaves model, history, figures and report, and nothing else', () => {
    const expected = ['history.csv', 'history.json', 'metrics.json', 'model', 'report.html'];
    expect(readdirSync(join(cwd, 'run')).sort()).toEqual(expected);
    expect(existsSync(join(cwd, 'vae/report.html'))).toBe(false);
    const report = readFileSync(join(cwd, 'run/report.html'), 'utf8');
    expect(report).toContain('undercomplete on line.csv');
  });

  it('keeps an image shape that is given for a table', async () => {
    writeFileSync(join(cwd, 'flat.csv'), `${'0.5,0.25,0,1\n'.repeat(12)}`);
    await succeed(
      'train',
      'variational',
      '--data',
      'flat.csv',
      '--input-shape',
      '2,2,1',
      '--epochs',
      '1',
      '--out',
      'shaped',
    );
    expect(lastJson((await succeed('info', 'shaped', '--json')).stdout)).toMatchObject({
      inputShape: [2, 2, 1],
    });
    await succeed('reconstruct', 'shaped', '--data', 'flat.csv', '--out', 'shaped.csv');
    expect(readCsv('shaped.csv')).toMatchObject({
      rows: 12,
      columns: ['column1', 'column2', 'column3', 'column4'],
    });
  });

  it('scales what a bounded likelihood cannot take', async () => {
    const scaled = [
      'train',
      'variational',
      '--data',
      'line.csv',
      '--epochs',
      '1',
      '--out',
      'bounded',
      '--json',
    ];
    const { stdout, stderr } = await succeed(...scaled, '--no-report');
    expect(lastJson(stdout)).toMatchObject({ scaling: 'min-max' });
    expect(stderr).toMatch(/scaled to \[0, 1\]/);
  });
});

describe('encode, reconstruct and evaluate', () => {
  it('reconstruct in the units of the data', async () => {
    await succeed('reconstruct', 'run', '--data', 'line.csv', '--out', 'back.csv');
    const [back, data] = [readCsv('back.csv'), readCsv('line.csv')];
    expect(back.columns).toEqual(['height', 'depth', 'width']);
    expect(back.rows).toBe(60);
    const spreads = [120, 3000, 6];
    for (let row = 0; row < 60; row += 1) {
      for (let column = 0; column < 3; column += 1) {
        const error = Math.abs(back.values[row * 3 + column]! - data.values[row * 4 + column]!);
        expect(error / spreads[column]!).toBeLessThan(0.02);
      }
    }
  });

  it('encode to Parquet, with labels where they are named', async () => {
    await succeed('encode', 'run', '--data', 'line.csv', '--out', 'codes.parquet', '--label', 'class');
    const codes = await parseParquet(new Uint8Array(readFileSync(join(cwd, 'codes.parquet'))));
    expect(codes).toMatchObject({ columns: ['code_0', 'label'], rows: 60 });
    // One dimension suffices for a line, so codes follow it.
    const steps = Array.from(
      { length: 59 },
      (_, row) => codes.values[(row + 1) * 2]! - codes.values[row * 2]!,
    );
    expect(steps.every((step) => step > 0) || steps.every((step) => step < 0)).toBe(true);
    expect([codes.values[1], codes.values[3]]).toEqual([0, 1]);
  });

  it('evaluate as the training did', async () => {
    const { stdout } = await succeed('evaluate', 'run/model', '--data', 'line.csv', '--json');
    const { figures, examples } = lastJson(stdout) as { figures: Record<string, number>; examples: number };
    expect(examples).toBe(60);
    expect(figures.squaredError).toBeLessThan(0.05);
  });
});

describe('sample', () => {
  it('draws the same for the same seed', async () => {
    await succeed('sample', 'vae', '--count', '5', '--out', 'a.csv', '--seed', '4');
    await succeed('sample', 'vae', '--count', '5', '--out', 'b.csv', '--seed', '4');
    await succeed('sample', 'vae', '--count', '5', '--out', 'c.csv', '--seed', '5');
    const [a, b, c] = ['a.csv', 'b.csv', 'c.csv'].map((name) => readFileSync(join(cwd, name), 'utf8'));
    expect(a).toBe(b);
    expect(a).not.toBe(c);
    expect(readCsv('a.csv')).toMatchObject({ rows: 5 });
    expect(Math.max(...readCsv('a.csv').values)).toBeLessThanOrEqual(1);
  });

  it('refuses a model without a prior', async () => {
    const { code, stderr } = await runCaptured(['sample', 'run', '--out', 'x.csv', '--backend', 'wasm'], {
      cwd,
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: OptionError: .*no prior.*\n$/);
  });
});

describe('info', () => {
  it('describes a model for people and for programs', async () => {
    const { stdout } = await succeed('info', 'run');
    expect(stdout).toMatch(/^undercomplete: inputs \[3\], codes \[1\]\n/);
    expect(lastJson((await succeed('info', 'run', '--json')).stdout)).toMatchObject({
      kind: 'undercomplete',
      options: { latentDim: 1, architecture: 'linear', seed: 3 },
      scaling: { kind: 'standard' },
      metadata: { data: 'line.csv', columns: ['height', 'depth', 'width'] },
    });
  });
});

describe('bad input to a saved model', () => {
  it.each([
    [['encode', 'run', '--data', 'digits', '--out', 'x.csv'], 'ShapeError', /64/],
    [['encode', 'run', '--data', 'line.csv', '--out', 'x.txt'], 'OptionError', /\.csv or \.parquet/],
    [
      ['encode', 'run', '--data', 'line.csv', '--out', 'x.csv', '--batch-size', '0'],
      'OptionError',
      /--batch-size is 0/,
    ],
    [
      ['encode', 'run', '--data', 'line.csv', '--out', 'x.csv', '--columns', 'a,b'],
      'OptionError',
      /column 'a'/,
    ],
    [
      ['encode', 'run', '--data', 'digits', '--out', 'x.csv', '--columns', 'a'],
      'OptionError',
      /--columns is for tables/,
    ],
    [['sample', 'vae', '--out', 'x.csv', '--count', 'some'], 'OptionError', /--count is 'some'/],
    [['evaluate', 'nowhere', '--data', 'digits'], 'ModelFormatError', /no model in nowhere/],
    [['info', 'line.csv'], 'ModelFormatError', /no model/],
  ])('%j', async (argv, type, message) => {
    const { code, stdout, stderr } = await runCaptured(argv, { cwd });
    expect(stderr).toMatch(new RegExp(`^error: ${type}: [^\\n]+\\n$`));
    expect(stderr).toMatch(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(existsSync(join(cwd, 'x.csv'))).toBe(false);
  });
});
