import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { autoencoders, filesBelow, main, requireBuild } from './support/command-line.js';
import { run } from './support/run.js';

const scratch = mkdtempSync(join(tmpdir(), 'cli-bad-input-'));
const model = join(scratch, 'trained/model');
const quick = ['--epochs', '1', '--latent-dim', '2', '--hidden', '16', '--backend', 'wasm', '--no-report'];

beforeAll(async () => {
  requireBuild();
  const out = join(scratch, 'trained');
  const ended = await autoencoders(['train', 'variational', '--data', 'digits', '--out', out, ...quick]);
  expect(ended, ended.stderr).toMatchObject({ code: 0 });
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(scratch, name);
  writeFileSync(path, content);
  return path;
}

/** One line that names the error's type; a mention of a path or number may follow. */
const line = (type: string) => new RegExp(`^error: ${type}: [^\\n]{10,}\\n$`);

/** Ten rows of three numbers, with `odd` as the fifth. */
function table(odd: string): string {
  const rows = Array.from({ length: 10 }, (_, row) => (row === 4 ? odd : `${row / 10},0.5,0.25`));
  return `a,b,c\n${rows.join('\n')}\n`;
}

/** The header of an IDX file of ten 4 x 4 images, and fewer bytes than it promises. */
const shortIdx = Uint8Array.from([
  0,
  0,
  8,
  3,
  0,
  0,
  0,
  10,
  0,
  0,
  0,
  4,
  0,
  0,
  0,
  4,
  ...new Array(100).fill(7),
]);

describe('bad input: exit code 2, one typed line, nothing written', () => {
  it.each([
    ['a file that is not there', () => join(scratch, 'absent.csv'), 'DataError', /absent\.csv/],
    ['an empty file', () => file('empty.csv', ''), 'DataError', /empty/],
    ['a table without rows', () => file('header.csv', 'a,b,c\n'), 'DataError', /no rows|header/],
    ['a ragged CSV', () => file('ragged.csv', table('0.1,0.2')), 'DataError', /ragged\.csv|row|line/],
    ['text where numbers belong', () => file('text.csv', table('0.1,red,0.2')), 'DataError', /red/],
    ['NaN', () => file('nan.csv', table('0.1,NaN,0.2')), 'DataError', /NaN|finite/],
    ['a value missing', () => file('missing.csv', table('0.1,,0.2')), 'DataError', /missing|empty|number/],
    [
      "values out of the likelihood's range",
      () => file('range.csv', table('0.1,200,0.2')),
      'DataError',
      /200/,
    ],
    ['an IDX file cut short', () => file('short-idx3-ubyte', shortIdx), 'DataError', /short|bytes|promises/],
    ['an unknown kind of file', () => file('data.docx', 'x'), 'DataError|OptionError', /docx|data/],
  ])('%s', async (_what, source, type, names) => {
    const out = join(scratch, 'never');
    const args = [
      'train',
      'variational',
      '--data',
      source(),
      '--out',
      out,
      '--likelihood',
      'bernoulli',
      '--scale',
      'none',
    ];
    const ended = await autoencoders([...args, ...quick]);
    expect(ended.stderr).toMatch(line(`(${type})`));
    expect(ended.stderr).toMatch(names);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(existsSync(out)).toBe(false);
  });

  it.each([
    ['a latent size of 0', ['variational', '--latent-dim', '0'], /latentDim is 0/],
    ['an unknown variant', ['quantum'], /no variant 'quantum'.*undercomplete.*variational/],
    ['an unknown backend', ['variational', '--backend', 'abacus'], /'abacus'.*auto, webgpu, wasm, cpu/],
    ['an unknown likelihood', ['variational', '--likelihood', 'cauchy'], /cauchy.*bernoulli/],
  ])('%s', async (_what, args, names) => {
    const out = join(scratch, 'never');
    const ended = await autoencoders(['train', ...args, '--data', 'digits', '--out', out]);
    expect(ended.stderr).toMatch(line('OptionError'));
    expect(ended.stderr).toMatch(names);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(existsSync(out)).toBe(false);
  });

  it.each([
    ['no model at all', (copy: string) => rmSync(copy, { recursive: true })],
    ['a folder that is no model', (copy: string) => rmSync(join(copy, 'autoencoder.json'))],
    ['a missing weight file', (copy: string) => rmSync(join(copy, 'encoder/weights.bin'))],
    ['a weight file cut short', (copy: string) => truncateSync(join(copy, 'encoder/weights.bin'), 100)],
    ['a manifest cut short', (copy: string) => truncateSync(join(copy, 'autoencoder.json'), 40)],
  ])('a model folder with %s', async (_what, spoil) => {
    const copy = mkdtempSync(join(scratch, 'model-'));
    cpSync(model, copy, { recursive: true });
    spoil(copy);
    const out = join(scratch, 'codes.csv');
    const ended = await autoencoders(['encode', copy, '--data', 'digits', '--out', out, '--backend', 'wasm']);
    expect(ended.stderr).toMatch(line('ModelFormatError'));
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(existsSync(out)).toBe(false);
  });

  it('data of another shape than the model', async () => {
    const out = join(scratch, 'codes.csv');
    const data = file('narrow.csv', table('0.1,0.2,0.3'));
    const ended = await autoencoders(['encode', model, '--data', data, '--out', out, '--backend', 'wasm']);
    expect(ended.stderr).toMatch(line('ShapeError'));
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(existsSync(out)).toBe(false);
  });
});

describe('no room: exit code 1, one typed line, nothing half-written', () => {
  it('a limit on the size of files (ulimit -f)', async () => {
    const out = join(scratch, 'limited');
    const command = `trap '' XFSZ; ulimit -f 8; exec "$0" "$@"`;
    const args = ['train', 'variational', '--data', 'digits', '--out', out, ...quick];
    const ended = await run('sh', ['-c', command, process.execPath, main, ...args]);
    expect(ended.stderr).toMatch(line('StorageError'));
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(existsSync(out)).toBe(false);
  });

  it('a full disk (a tmpfs of 64 KiB, where this user may mount one)', async (context) => {
    const disk = mkdtempSync(join(scratch, 'disk-'));
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk]).status === 0;
    if (!mounted) return context.skip('mounting a tmpfs is not allowed here');
    try {
      const out = join(disk, 'run');
      const ended = await autoencoders([
        'train',
        'variational',
        '--data',
        'digits',
        '--out',
        out,
        ...quick,
        '--hidden',
        '256',
      ]);
      expect(ended.stderr).toMatch(line('StorageError'));
      expect(ended).toMatchObject({ code: 1, stdout: '' });
      expect(filesBelow(disk)).toEqual([]);

      const table = join(disk, 'reconstructed.csv');
      const written = await autoencoders([
        'reconstruct',
        model,
        '--data',
        'digits',
        '--out',
        table,
        '--backend',
        'wasm',
      ]);
      expect(written.stderr).toMatch(line('StorageError'));
      expect(written).toMatchObject({ code: 1, stdout: '' });
      expect(filesBelow(disk)).toEqual([]);
    } finally {
      spawnSync('umount', [disk]);
    }
  });

  it('an earlier result is still whole after a later run found no room', async () => {
    const out = join(scratch, 'kept');
    mkdirSync(out);
    cpSync(join(scratch, 'trained'), out, { recursive: true });
    const before = filesBelow(out);
    const command = `trap '' XFSZ; ulimit -f 8; exec "$0" "$@"`;
    const args = ['train', 'variational', '--data', 'digits', '--out', out, ...quick];
    const ended = await run('sh', ['-c', command, process.execPath, main, ...args]);
    expect(ended.code).toBe(1);
    expect(filesBelow(out)).toEqual(before);
    expect(readdirSync(out)).not.toContain('checkpoints');
    const evaluated = await autoencoders([
      'evaluate',
      out,
      '--data',
      'digits',
      '--json',
      '--backend',
      'wasm',
    ]);
    expect(evaluated, evaluated.stderr).toMatchObject({ code: 0 });
  });
});
