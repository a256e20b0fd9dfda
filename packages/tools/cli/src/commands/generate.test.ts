import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCsv, parseCsvText } from '@autoencoders/data';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCaptured } from '../testing/captured-terminal.js';

let cwd: string;

async function succeed(...argv: string[]) {
  const outcome = await runCaptured([...argv, '--backend', 'wasm'], { cwd });
  expect(outcome.code, outcome.stderr).toBe(0);
  return outcome;
}

const text = (name: string) => readFileSync(join(cwd, name), 'utf8');

/** Columns by name. */
function columns(name: string): Record<string, string[]> {
  const table = parseCsvText(text(name));
  return Object.fromEntries(table.columns.map((column, at) => [column, table.rows.map((row) => row[at]!)]));
}

/** Two groups of rows on a line in three dimensions, far from 0, the one of thrice as many rows as the other. */
function groups(): string {
  const rows = Array.from({ length: 80 }, (_, row) => {
    const t = (row % 4 === 0 ? 4 : -1) + Math.sin(row) / 4;
    return [100 + 20 * t, 30 - 5 * t, 5 + t].join(',');
  });
  return `height,depth,width\n${rows.join('\n')}\n`;
}

beforeAll(async () => {
  cwd = mkdtempSync(join(tmpdir(), 'cli-generate-'));
  writeFileSync(join(cwd, 'groups.csv'), groups());
  const line = [
    '--architecture',
    'linear',
    '--latent-dim',
    '1',
    '--learning-rate',
    '0.02',
    '--epochs',
    '100',
  ];
  await succeed('train', 'undercomplete', '--data', 'groups.csv', '--out', 'run', ...line, '--no-report');
  const small = ['--epochs', '2', '--latent-dim', '3', '--hidden', '32'];
  await succeed('train', 'variational', '--data', 'digits', '--out', 'vae', ...small, '--no-report');
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

describe('sample', () => {
  it('draws from a mixture of the codes of data, in its units, where the model has no prior', async () => {
    const argv = ['sample', 'run', '--data', 'groups.csv', '--components', '2', '--count', '200'];
    await succeed(...argv, '--out', 'mixture.csv');
    const heights = columns('mixture.csv').height!.map(Number);
    // About 80 and 180, one in four near the latter.
    const high = heights.filter((height) => height > 150).length;
    expect(Math.abs(high - 50)).toBeLessThan(25);
    expect(heights.every((height) => Math.min(Math.abs(height - 80), Math.abs(height - 180)) < 15)).toBe(
      true,
    );
    await succeed(...argv, '--sampler', 'gmm', '--out', 'again.csv');
    expect(text('again.csv')).toBe(text('mixture.csv'));
    await succeed(...argv, '--seed', '1', '--out', 'other.csv');
    expect(text('other.csv')).not.toBe(text('mixture.csv'));
  });

  it('takes each other sampler', async () => {
    const fitted = ['--data', 'groups.csv', '--count', '3', '--out', 'few.csv'];
    await succeed('sample', 'run', '--sampler', 'kde', '--bandwidth', '0.1', ...fitted);
    await succeed('sample', 'run', '--sampler', 'two-stage', '--epochs', '2', ...fitted);
    await succeed('sample', 'run', '--sampler', 'standard-normal', '--count', '3', '--out', 'few.csv');
    expect(parseCsv(text('few.csv'))).toMatchObject({ rows: 3, columns: ['height', 'depth', 'width'] });
  });

  it('draws pictures, and a page of them', async () => {
    const { stdout } = await succeed(
      ...['sample', 'vae', '--count', '12', '--out', 'digits.csv', '--json'],
      ...['--picture', 'digits.png', '--report', 'digits.html'],
    );
    expect(JSON.parse(stdout)).toMatchObject({ sampler: 'prior', count: 12, picture: 'digits.png' });
    expect(readFileSync(join(cwd, 'digits.png')).subarray(1, 4).toString()).toBe('PNG');
    expect(text('digits.html')).toContain('Samples');
    await succeed('sample', 'run', '--data', 'groups.csv', '--out', 'x2.csv', '--report', 'curves.html');
    expect(text('curves.html')).toContain('Value over position');
  });
});

describe('interpolate', () => {
  it('goes from the reconstruction of each row to that of its pair', async () => {
    await succeed(
      ...['interpolate', 'run', '--data', 'groups.csv', '--from', '1,2', '--to', '3,80'],
      ...['--steps', '5', '--out', 'between.csv'],
    );
    await succeed('reconstruct', 'run', '--data', 'groups.csv', '--out', 'back.csv');
    const found = columns('between.csv');
    const back = columns('back.csv').height!.map(Number);
    expect(found.way).toEqual([...Array(5).fill('1 to 3'), ...Array(5).fill('2 to 80')]);
    expect(found.share!.slice(0, 5).map(Number)).toEqual([0, 0.25, 0.5, 0.75, 1]);
    const ends = [0, 4, 5, 9].map((row) => Number(found.height![row]));
    const expected = [back[0]!, back[2]!, back[1]!, back[79]!];
    for (const [i, end] of ends.entries()) expect(end / expected[i]!).toBeCloseTo(1, 5);
    // The model is linear, and so is the way.
    expect(Number(found.height![2])).toBeCloseTo((ends[0]! + ends[1]!) / 2, 3);
  });
});

describe('traverse', () => {
  it('moves each dimension, from 0 or from the code of a row through the range of the data', async () => {
    await succeed('traverse', 'vae', '--out', 'free.csv', '--steps', '4', '--picture', 'free.svg');
    const free = columns('free.csv');
    expect(free.dimension).toEqual(['0', '1', '2'].flatMap((one) => Array(4).fill(one)));
    expect(free.code!.slice(0, 4).map(Number)).toEqual([-3, -1, 1, 3]);
    expect(text('free.svg')).toContain('code 2');
    await succeed(
      ...['traverse', 'run', '--data', 'groups.csv', '--row', '4', '--dimensions', '0', '--out', 'range.csv'],
    );
    const heights = columns('range.csv').height!.map(Number);
    expect(heights).toHaveLength(8);
    // Mean and standard deviation of the heights are 105 and 43: three of them to each side.
    expect(Math.abs(Math.max(...heights) - Math.min(...heights) - 6 * 43)).toBeLessThan(15);
  });
});

describe('what is wrong', () => {
  const data = ['--data', 'groups.csv'];
  it.each([
    [['sample', 'run'], /no prior.*--data/],
    [['sample', 'run', '--sampler', 'prior'], /no prior.*gaussian-mixture/],
    [['sample', 'vae', '--sampler', 'kde'], /--sampler kde is fitted.*--data/],
    [['sample', 'vae', ...data], /nothing is fitted.*leave out --data/],
    [['sample', 'run', ...data, '--components', 'x'], /--components is 'x'/],
    [['sample', 'run', ...data, '--bandwidth', '1'], /sampler is gaussian-mixture: leave out --bandwidth/],
    [['sample', 'run', ...data, '--sampler', 'kde', '--bandwidth', '-1'], /--bandwidth is '-1'/],
    [['sample', 'run', ...data, '--components', '500'], /500/],
    [['sample', 'run', ...data, '--picture', 'p.png'], /no images: leave out --picture/],
    [['sample', 'vae', '--picture', 'p.gif'], /\.png or \.svg/],
    [['sample', 'vae', '--report', 'p.pdf'], /\.html/],
    [['interpolate', 'run', ...data, '--from', '1,2', '--to', '3'], /2 rows and --to 1/],
    [['interpolate', 'run', ...data, '--from', '1', '--to', '81'], /--to names row 81, and the data has 80/],
    [['interpolate', 'run', ...data, '--from', '0', '--to', '2'], /--from/],
    [['interpolate', 'run', ...data, '--from', '1', '--to', '2', '--steps', '1'], /--steps/],
    [['traverse', 'run', '--row', '2'], /no --data: leave out --row/],
    [['traverse', 'run', '--dimensions', '1'], /dimension is 1, and codes have 1/],
    [['traverse', 'run', '--from', 'low'], /--from is 'low'/],
    [['traverse', 'run', ...data, '--row', '99'], /--row names row 99/],
  ])('%j', async (argv, message) => {
    const { code, stdout, stderr } = await runCaptured([...argv, '--out', 'wrong.csv', '--backend', 'wasm'], {
      cwd,
    });
    expect(stderr).toMatch(/^error: (Option|Shape|Data)Error: [^\n]+\n$/);
    expect(stderr).toMatch(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    for (const name of ['wrong.csv', 'p.png']) expect(existsSync(join(cwd, name))).toBe(false);
  });
});
