import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataError, OptionError } from '@autoencoders/errors';
import { afterAll, describe, expect, it } from 'vitest';
import { movielens100k } from '../node.js';

const folder = mkdtempSync(join(tmpdir(), 'movielens-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes files of the official layout, of which some may be replaced. */
function layout(files: Record<string, string> = {}): string {
  const path = mkdtempSync(join(folder, 'layout-'));
  const standard = {
    'u.user': '1|24|M|technician|85711\n2|53|F|other|94043\n',
    'u.item':
      '1|Toy Story (1995)|01-Jan-1995||url|0\n2|GoldenEye (1995)|01-Jan-1995||url|1\n3|Lost|||url|0\n',
    'u1.base': '1\t1\t5\t874965758\n2\t2\t3\t876893171\n',
    'u1.test': '1\t2\t4\t878542960\n',
  };
  for (const [name, text] of Object.entries({ ...standard, ...files })) {
    // Titles are in Latin-1 there.
    writeFileSync(join(path, name), Buffer.from(text, 'latin1'));
  }
  return path;
}

describe('MovieLens 100K', () => {
  it('is read in its layout, with all users and items', async () => {
    const data = await movielens100k({ path: layout() });
    expect([...data.titles.values()]).toEqual(['Toy Story (1995)', 'GoldenEye (1995)', 'Lost']);
    const { train, test } = await data.split('u1');
    expect([train.users.toJSON(), train.items.toJSON(), train.range]).toEqual([
      [1, 2],
      [1, 2, 3],
      [1, 5],
    ]);
    expect([[...train.byUser.values], [...train.byUser.times!]]).toEqual([
      [5, 3],
      [874965758, 876893171],
    ]);
    expect([test.size, test.byUser.columns[0], test.byUser.offsets[1]]).toEqual([1, 1, 1]);
    expect((await data.ratings()).size).toBe(3);
  });

  it('has titles in Latin-1, or UTF-8', async () => {
    const latin = await movielens100k({ path: layout({ 'u.item': '1|Misérables, Les (1995)\n' }) });
    expect(latin.titles.get(1)).toBe('Misérables, Les (1995)');
    const path = layout();
    writeFileSync(join(path, 'u.item'), '1|Misérables, Les (1995)\n');
    expect((await movielens100k({ path })).titles.get(1)).toBe('Misérables, Les (1995)');
  });

  it.each([
    [{ 'u1.base': '1\t1\t5\n' }, 'u1.base, line 1 has 3 cells, expected 4'],
    [{ 'u1.base': '1\t1\tfive\t8\n' }, "u1.base, line 1: 'five' is not a number"],
    [{ 'u1.base': '1\t9\t5\t8\n' }, 'there is no item 9'],
    [{ 'u1.base': '1\t1\t6\t8\n' }, 'out of the range from 1 to 5'],
  ])('names what is wrong in a file (%#)', async (files, message) => {
    const data = await movielens100k({ path: layout(files) });
    await expect(data.split('u1')).rejects.toThrow(DataError);
    await expect(data.split('u1')).rejects.toThrow(message);
  });

  it('names a file that is missing, and a split that there is not', async () => {
    await expect(movielens100k({ path: join(folder, 'nowhere') })).rejects.toThrow(
      /there is no file .*u.item/,
    );
    const data = await movielens100k({ path: layout() });
    await expect(data.split('u2')).rejects.toThrow(/there is no file .*u2.base/);
    await expect(data.split('u9' as never)).rejects.toThrow(OptionError);
  });
});

const shared = join(import.meta.dirname, '../../../../../../shared/data/movielens-100k');

describe('MovieLens 100K itself', () => {
  it.skipIf(!existsSync(shared))(
    'has the published counts (needs the shared data beside the repository)',
    async () => {
      const data = await movielens100k({ path: shared });
      const { train, test } = await data.split('u1');
      expect([train.size, test.size, train.users.size, train.items.size]).toEqual([
        80_000, 20_000, 943, 1682,
      ]);
      const all = await data.ratings();
      expect(all.size).toBe(100_000);
      expect(all.byUser.values.reduce((sum, value) => sum + value, 0) / 100_000).toBeCloseTo(3.52986, 5);
      expect(data.titles.get(50)).toBe('Star Wars (1977)');
    },
  );
});
