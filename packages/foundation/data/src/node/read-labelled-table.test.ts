import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DataError, OptionError } from '@autoencoders/errors';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readColumnNames, readLabelledTable, writeTable } from '../node.js';

const folder = mkdtempSync(join(tmpdir(), 'labelled-'));
const at = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const columns = [
  { name: 'a', cells: Float32Array.of(1, 2, 3) },
  { name: 'species', cells: ['ash', '', 'two, words'] },
  { name: 'note', cells: ['x', 'y', 'z'] },
  { name: 'b', cells: Float32Array.of(4, 5, 6) },
];
beforeAll(async () => {
  await writeTable(at('t.csv'), columns);
  await writeTable(at('t.parquet'), columns);
  writeFileSync(
    at('t.tsv.gz'),
    gzipSync('a\tspecies\tnote\tb\n1\tash\tx\t4\n2\t\ty\t5\n3\ttwo, words\tz\t6\n'),
  );
});

it.each(['t.csv', 't.parquet', 't.tsv.gz'])(
  'reads numbers and labels that are text from %s',
  async (file) => {
    const { dataset, labels, ...table } = await readLabelledTable(at(file), {
      columns: ['b', 'a'],
      label: 'species',
    });
    expect(table.columns).toEqual(['b', 'a']);
    expect([...dataset.values([0, 1, 2])]).toEqual([4, 1, 5, 2, 6, 3]);
    expect(dataset.targetShape).toBeUndefined();
    expect(labels).toEqual(['ash', undefined, 'two, words']);
    expect(await readColumnNames(at(file))).toEqual(['a', 'species', 'note', 'b']);
  },
);

it.each(['t.csv', 't.parquet'])('names what is wrong with %s', async (file) => {
  await expect(readLabelledTable(at(file), { label: 'species' })).rejects.toThrow(/column 'note' is 'x'/);
  await expect(readLabelledTable(at(file), { label: 'kind' })).rejects.toThrow(
    /no column 'kind': the columns are a, species, note, b/,
  );
  await expect(readLabelledTable(at(file), { columns: ['c'], label: 'species' })).rejects.toThrow(
    OptionError,
  );
});

it('names what is no table, and a table of labels only', async () => {
  await expect(readColumnNames(at('t.npz'))).rejects.toThrow(OptionError);
  await writeTable(at('only.csv'), columns.slice(1, 2));
  await expect(readLabelledTable(at('only.csv'), { label: 'species' })).rejects.toThrow(DataError);
});
