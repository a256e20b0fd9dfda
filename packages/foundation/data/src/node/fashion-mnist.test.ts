import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataError } from '@autoencoders/errors';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fashionMnist } from '../node.js';
import { openPackage } from './checked-package.js';

describe('fashionMnist', () => {
  let data: Awaited<ReturnType<typeof fashionMnist>>;
  beforeAll(async () => {
    data = await fashionMnist();
  });

  it('is whole, labelled and in [0, 1], with classes that take turns', () => {
    const { train, test } = data;
    expect([train.size, test.size, train.shape]).toEqual([60_000, 10_000, [28, 28, 1]]);
    const values = test.values([...Array(10).keys()]);
    expect([values.length, Math.min(...values), Math.max(...values)]).toEqual([7840, 0, 1]);
    for (const part of [train, test]) {
      const labels = part.targets([...Array(part.size).keys()])!;
      expect(labels.every((label, row) => label === row % 10)).toBe(true);
    }
  });

  it('holds the images of its files, the first thousand of each class in the test part', () => {
    const bytes = (values: Float32Array) => [...values].map((value) => Math.round(255 * value));
    // How 0.json begins, and the row after its thousandth image, told apart by an empty one.
    expect(bytes(data.test.values([0])).slice(7, 18)).toEqual([9, 8, 0, 0, 34, 29, 7, 0, 11, 24, 0]);
    const shirt = bytes(data.train.values([0]));
    expect(shirt.join()).toContain('1,2,0,0,0,0,0,114,183,112,55,23,72,102,165,160,28');
    // The ankle boot that the original's training part begins with (as often printed) is the 900th of 9.json.
    expect(bytes(data.test.values([8999])).join()).toContain('3,0,36,136,127,62,54,0,0,0,1,3,4,0,0,3');
  });

  it('no example is empty', () => {
    const rows = Array.from({ length: 600 }, (_, i) => 100 * i + (i % 10));
    const values = data.train.values(rows);
    for (let i = 0; i < rows.length; i++) {
      expect(Math.max(...values.subarray(784 * i, 784 * (i + 1)))).toBeGreaterThan(0.2);
    }
  });
});

describe('a package of data', () => {
  const folder = mkdtempSync(join(tmpdir(), 'data-package-'));
  const before = process.cwd();
  afterAll(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true, force: true });
  });
  const source = { title: 'Toys', name: 'toys-of-a-test', folder: 'data', checksums: { 'a.bin': '00' } };

  it('says how to install it', () => {
    expect(() => openPackage(source)).toThrow(DataError);
    expect(() => openPackage(source)).toThrow('npm install toys-of-a-test');
  });

  it('is found beside the program, and refuses a file that is missing or differs', async () => {
    const inside = join(folder, 'node_modules/toys-of-a-test');
    mkdirSync(join(inside, 'data'), { recursive: true });
    writeFileSync(join(inside, 'package.json'), '{ "name": "toys-of-a-test" }');
    process.chdir(folder);
    const read = openPackage(source);
    await expect(read('a.bin')).rejects.toThrow(/a\.bin cannot be read/);
    writeFileSync(join(inside, 'data/a.bin'), 'x');
    await expect(read('a.bin')).rejects.toThrow(/damaged or another version/);
    await expect(read('a.bin')).rejects.toThrow(DataError);
    const digest = '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881';
    const good = openPackage({ ...source, checksums: { 'a.bin': digest } });
    expect([...(await good('a.bin'))]).toEqual([120]);
  });
});
