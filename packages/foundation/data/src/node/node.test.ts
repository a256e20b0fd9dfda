import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DataError, OptionError, StorageError } from '@autoencoders/errors';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mnist, readData, writeError, writeFileAtomic, writeFlushed, writeTable } from '../node.js';

const folder = mkdtempSync(join(tmpdir(), 'data-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const table = { columns: ['a', 'b'], rows: 2, values: Float32Array.of(1, 2, 3, 4) };
const rows = [0, 1];

describe('readData', () => {
  it.each(['t.csv', 't.parquet'])('reads %s as it was written', async (file) => {
    await writeTable(join(folder, file), table);
    const { dataset, columns } = await readData(join(folder, file));
    expect(columns).toEqual(['a', 'b']);
    expect(dataset.values(rows)).toEqual(table.values);
  });

  it('unpacks gzip, and takes a label', async () => {
    writeFileSync(join(folder, 't.csv.gz'), gzipSync('a,b\n1,2\n3,4\n'));
    const { dataset, columns } = await readData(join(folder, 't.csv.gz'), { label: 'b' });
    expect(columns).toEqual(['a']);
    expect([...dataset.targets(rows)!]).toEqual([2, 4]);
  });

  it('unpacks gzip whatever the name says', async () => {
    for (const file of ['T.CSV.GZ', 'zipped.csv']) {
      writeFileSync(join(folder, file), gzipSync('a,b\n1,2\n3,4\n'));
      expect((await readData(join(folder, file))).dataset.values(rows)).toEqual(table.values);
    }
    writeFileSync(join(folder, 'cut.csv.gz'), gzipSync('a,b\n1,2\n').subarray(0, 15));
    writeFileSync(join(folder, 'plain.csv.gz'), 'a,b\n1,2\n');
    for (const file of ['cut.csv.gz', 'plain.csv.gz'])
      await expect(readData(join(folder, file))).rejects.toThrow(/cannot be unpacked/);
  });

  it('reads a numpy array', async () => {
    const header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }".padEnd(117).concat('\n');
    const start = Uint8Array.of(0x93, 78, 85, 77, 80, 89, 1, 0, 118, 0);
    writeFileSync(
      join(folder, 't.npy'),
      Buffer.concat([start, Buffer.from(header), Buffer.from(table.values.buffer)]),
    );
    const { dataset } = await readData(join(folder, 't.npy'));
    expect([dataset.size, dataset.values(rows)]).toEqual([2, table.values]);
  });

  it('passes over columns that are not named', async () => {
    writeFileSync(join(folder, 'named.csv'), 'name,a,b\nred,1,0\nblue,3,1\n');
    const { dataset } = await readData(join(folder, 'named.csv'), { columns: ['a'], label: 'b' });
    expect([[...dataset.values(rows)], [...dataset.targets(rows)!]]).toEqual([
      [1, 3],
      [0, 1],
    ]);
  });

  it('takes columns and labels by name only from a table', async () => {
    writeFileSync(join(folder, 'whole.idx'), Uint8Array.of(0, 0, 8, 2, 0, 0, 0, 1, 0, 0, 0, 1, 7));
    expect((await readData(join(folder, 'whole.idx'))).dataset.shape).toEqual([1]);
    await expect(readData(join(folder, 'whole.idx'), { label: 'b' })).rejects.toThrow(OptionError);
  });

  it('names the file whose values are not finite', async () => {
    const nan = Uint8Array.of(0, 0, 13, 2, 0, 0, 0, 1, 0, 0, 0, 1, 0x7f, 0xc0, 0, 0);
    writeFileSync(join(folder, 'nan.idx'), nan);
    await expect(readData(join(folder, 'nan.idx'))).rejects.toThrow(/nan\.idx: row 0, value 0 is NaN/);
  });

  it('names what it cannot read', async () => {
    writeFileSync(join(folder, 'empty.csv'), '');
    writeFileSync(join(folder, 'cut.idx'), Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 9, 1));
    writeFileSync(join(folder, 'bad.npz'), 'no archive');
    await expect(readData(join(folder, 'missing.csv'))).rejects.toThrow(/there is no file/);
    await expect(readData(join(folder, 'empty.csv'))).rejects.toThrow(/is empty/);
    await expect(readData(join(folder, 'cut.idx'))).rejects.toThrow(/cut short/);
    await expect(readData(join(folder, 'bad.npz'))).rejects.toThrow(DataError);
    await expect(readData(join(folder, 'image.png'))).rejects.toThrow(OptionError);
  });
});

describe('numpy archives', () => {
  const archive = join(import.meta.dirname, '../../../../../../shared/data/adbench/42_WBC.npz');

  it.skipIf(!existsSync(archive))(
    'are read as numpy reads them (needs the shared data beside the repository)',
    async () => {
      const { dataset } = await readData(archive);
      // numpy.load(...)['X'].shape, .sum() and ['y'].sum()
      expect([dataset.size, dataset.shape]).toEqual([223, [9]]);
      const all = [...Array(dataset.size).keys()];
      expect(dataset.values(all).reduce((a, b) => a + b, 0)).toBeCloseTo(4253.0, 0);
      expect(dataset.targets(all)!.reduce((a, b) => a + b, 0)).toBe(10);
    },
  );
});

describe('mnist', () => {
  let data: Awaited<ReturnType<typeof mnist>>;
  beforeAll(async () => {
    data = await mnist();
  });

  it('is whole, labelled and in [0, 1]', () => {
    expect([data.train.size, data.test.size]).toEqual([60_000, 10_000]);
    const values = data.test.values([0]);
    expect([values.length, Math.min(...values), Math.max(...values)]).toEqual([784, 0, 1]);
    expect([...data.train.targets([0, 1, 2, 3, 4])!]).toEqual([5, 0, 4, 1, 9]);
    expect([...data.test.targets([0, 1, 2])!]).toEqual([7, 2, 1]);
  });
});

describe('writeFileAtomic', () => {
  it('replaces a file, makes folders, and leaves nothing beside it', async () => {
    const path = join(folder, 'new/deep/file.txt');
    await writeFileAtomic(path, 'one');
    await writeFileAtomic(path, 'two');
    expect(readFileSync(path, 'utf8')).toBe('two');
    expect(readdirSync(join(folder, 'new/deep'))).toEqual(['file.txt']);
  });

  it('ends whole when several write at once', async () => {
    const path = join(folder, 'contended/file.txt');
    const contents = [...Array(8).keys()].map((n) => String(n).repeat(100_000));
    await Promise.all(contents.map((content) => writeFileAtomic(path, content)));
    expect(contents).toContain(readFileSync(path, 'utf8'));
    expect(readdirSync(join(folder, 'contended'))).toEqual(['file.txt']);
  });

  it.skipIf(!existsSync('/dev/full'))('says that a disk is full', async () => {
    // Every write to this device is refused for want of space.
    const refused = await writeFlushed('/dev/full', 'x').catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'ENOSPC' });
    expect(writeError('out.csv', refused)).toBeInstanceOf(StorageError);
    expect(writeError('out.csv', refused).message).toBe(
      'cannot write out.csv: there is no space left: free some, or write elsewhere',
    );
  });

  it('says why the file system refuses, and keeps what was there', async () => {
    const path = join(folder, 'kept.txt');
    await writeFileAtomic(path, 'kept');
    await expect(writeFileAtomic(join(path, 'below.txt'), 'x')).rejects.toThrow(StorageError);
    expect(readFileSync(path, 'utf8')).toBe('kept');
  });
});
