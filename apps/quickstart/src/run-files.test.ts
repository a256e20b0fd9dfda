import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { RunFiles } from './run-files.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quickstart-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('takes up a run of the same configuration until it is finished', () => {
  const files = new RunFiles(join(folder, 'run'));
  expect(files.begin({ epochs: 2 })).toBe('new');
  expect(files.begin({ epochs: 2 })).toBe('resumed');
  expect(files.begin({ epochs: 3 })).toBe('replaced');
  files.finish();
  expect(existsSync(files.checkpoints)).toBe(false);
  expect(files.begin({ epochs: 3 })).toBe('new');
});

it('writes whole files', () => {
  const files = new RunFiles(folder);
  expect(readFileSync(files.write('a.json', { a: 1 }), 'utf8')).toBe('{\n  "a": 1\n}\n');
  expect(readFileSync(files.write('b.txt', 'b'), 'utf8')).toBe('b');
  expect(readdirSync(folder)).toEqual(['a.json', 'b.txt']);
  expect(() => files.write('missing/c.txt', 'c')).toThrow();
});
