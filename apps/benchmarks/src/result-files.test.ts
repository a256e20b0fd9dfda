import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataError } from '@autoencoders/errors';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { machineFacts } from './machine.js';
import { readCommitted, writeReadme, writeResults } from './result-files.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'benchmarks-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const results = { machine: machineFacts('no Python here'), unavailable: {}, workloads: [], guard: [] };

it('writes results and reads them back', async () => {
  expect(await readCommitted(folder)).toBeUndefined();
  await writeResults(folder, results);
  expect(readdirSync(folder)).toEqual(['benchmarks.json', 'benchmarks.md']);
  expect(await readCommitted(folder)).toEqual(results);
});

it('names a damaged file', async () => {
  writeFileSync(join(folder, 'benchmarks.json'), '{');
  await expect(readCommitted(folder)).rejects.toThrow(DataError);
  await expect(readCommitted(folder)).rejects.toThrow('benchmarks.json is damaged');
});

it('puts the tables into a README', async () => {
  const path = join(folder, 'README.md');
  writeFileSync(path, 'Title\n<!-- benchmarks:begin --><!-- benchmarks:end -->\n');
  await writeReadme(results, path);
  expect(readFileSync(path, 'utf8')).toContain('none: no Python here.');
});
