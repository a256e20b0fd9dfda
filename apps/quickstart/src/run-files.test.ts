import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OptionError, StorageError } from '@autoencoders/errors';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { RunFiles } from './run-files.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quickstart-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('takes up a run of the same configuration until it is finished', async () => {
  const files = new RunFiles(join(folder, 'run'));
  expect(await files.begin({ epochs: 2 })).toBe('new');
  expect(await files.begin({ epochs: 2 })).toBe('resumed');
  expect(await files.begin({ epochs: 3 })).toBe('replaced');
  await files.finish();
  expect(existsSync(files.checkpoints)).toBe(false);
  expect(await files.begin({ epochs: 3 })).toBe('new');
});

it('writes text and JSON', async () => {
  const files = new RunFiles(folder);
  await files.write('a.json', { a: 1 });
  await files.write('b.txt', 'b');
  expect(readFileSync(join(folder, 'a.json'), 'utf8')).toBe('{\n  "a": 1\n}\n');
  expect(readFileSync(join(folder, 'b.txt'), 'utf8')).toBe('b');
  expect(readdirSync(folder)).toEqual(['a.json', 'b.txt']);
});

it('spares what it did not make', async () => {
  mkdirSync(join(folder, 'checkpoints'));
  writeFileSync(join(folder, 'checkpoints/mine'), 'mine');
  await expect(new RunFiles(folder).begin({})).rejects.toThrow(OptionError);
  expect(readdirSync(join(folder, 'checkpoints'))).toEqual(['mine']);
  writeFileSync(join(folder, 'file'), '');
  await expect(new RunFiles(join(folder, 'file')).begin({})).rejects.toThrow(StorageError);
});
