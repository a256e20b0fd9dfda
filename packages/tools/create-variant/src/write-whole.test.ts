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
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeWhole } from './write-whole.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'write-whole-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const files = new Map([
  ['a.txt', 'one'],
  ['deep/er/b.txt', 'two'],
]);

describe('writeWhole', () => {
  it('writes a new folder with those above it, and files beside', () => {
    const folder = join(root, 'x/y');
    writeWhole(folder, files, new Map([[join(root, 'beside.md'), 'three']]));
    expect(readFileSync(join(folder, 'deep/er/b.txt'), 'utf8')).toBe('two');
    expect(readFileSync(join(root, 'beside.md'), 'utf8')).toBe('three');
    expect(readdirSync(join(root, 'x'))).toEqual(['y']);
  });

  it('fills an empty folder, which stays the same one', () => {
    const folder = join(root, 'empty');
    mkdirSync(folder);
    writeWhole(folder, files);
    expect(readdirSync(folder).sort()).toEqual(['a.txt', 'deep']);
  });

  it('leaves nothing where a file beside is there already, and that file as it was', () => {
    const beside = join(root, 'beside.md');
    writeFileSync(beside, 'mine');
    const more = new Map([
      [join(root, 'first.md'), ''],
      [beside, 'three'],
    ]);
    expect(() => writeWhole(join(root, 'x/y'), files, more)).toThrow(/EEXIST/);
    expect(readdirSync(root)).toEqual(['beside.md']);
    expect(readFileSync(beside, 'utf8')).toBe('mine');
  });

  it('leaves nothing where a file cannot be written', () => {
    const impossible = new Map([...files, ['a.txt/inside', 'a file is no folder']]);
    mkdirSync(join(root, 'empty'));
    for (const name of ['new', 'empty']) expect(() => writeWhole(join(root, name), impossible)).toThrow();
    expect(readdirSync(root)).toEqual(['empty']);
    expect(readdirSync(join(root, 'empty'))).toEqual([]);
    expect(existsSync(join(root, 'new'))).toBe(false);
  });
});
