import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DataError, OptionError } from '@autoencoders/errors';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { scanTable, type TableHead, writeTable } from '../node.js';

const folder = mkdtempSync(join(tmpdir(), 'scan-'));
const at = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The rows of a table with their places, of some columns. */
async function scanned(name: string, wanted?: readonly string[]) {
  const rows: [place: number, ...cells: string[]][] = [];
  let found: TableHead | undefined;
  await scanTable(at(name), (head) => {
    found = head;
    return { columns: wanted ?? head.columns, row: (cells, place) => void rows.push([place, ...cells]) };
  });
  return { ...found!, rows };
}

const text = 'who,what,stars\nann,"Alien\n(1979)",5\n\n bob ,"a ""b"", c",\nZoë,Brazil,3\n';
const rows = [
  [2, 'ann', 'Alien\n(1979)', '5'],
  [5, 'bob', 'a "b", c', ''],
  [6, 'Zoë', 'Brazil', '3'],
];

beforeAll(async () => {
  writeFileSync(at('t.csv'), text);
  writeFileSync(at('t.csv.gz'), gzipSync(text));
  writeFileSync(at('bom.csv'), `\uFEFF${text}`);
  writeFileSync(at('plain.tsv'), '1\t20\t5\n2\t30\t4\n');
  writeFileSync(at('ragged.csv'), 'a,b\n1,2\n1,2,3\n');
  writeFileSync(at('quote.csv'), 'a,b\n1,2\n"1,2\n');
  writeFileSync(at('names.csv'), 'a,b\n');
  writeFileSync(at('blank.csv'), '\n\n');
  writeFileSync(at('empty.csv'), '');
  writeFileSync(at('broken.csv.gz'), gzipSync(text).subarray(0, 30));
  await writeTable(at('t.parquet'), [
    { name: 'who', cells: ['ann', ' bob', ''] },
    { name: 'stars', cells: Float32Array.of(5, 4.5, 3) },
  ]);
});

it.each(['t.csv', 't.csv.gz', 'bom.csv'])('goes through %s, telling the lines', async (name) => {
  expect(await scanned(name)).toEqual({ columns: ['who', 'what', 'stars'], named: true, unit: 'line', rows });
});

it('reads some columns, in the order asked for', async () => {
  const { rows: some } = await scanned('t.csv', ['stars', 'who']);
  expect(some).toEqual(rows.map(([place, who, , stars]) => [place, stars, who]));
});

it('numbers columns without names', async () => {
  expect(await scanned('plain.tsv')).toEqual({
    columns: ['column1', 'column2', 'column3'],
    named: false,
    unit: 'line',
    rows: [
      [1, '1', '20', '5'],
      [2, '2', '30', '4'],
    ],
  });
});

it('goes through Parquet', async () => {
  expect((await scanned('t.parquet', ['stars', 'who'])).rows).toEqual([
    [1, '5', 'ann'],
    [2, '4.5', 'bob'],
    [3, '3', ''],
  ]);
});

it('keeps letters and lines whole where pieces of a file end', async () => {
  const line = (row: number) => `Zoë ${row},"Brazil, ${'é'.repeat(row % 7)}\nagain",${row}`;
  const count = 50_000;
  writeFileSync(
    at('long.csv'),
    `who,what,row\n${Array.from({ length: count }, (_, i) => line(i)).join('\n')}`,
  );
  let next = 0;
  await scanTable(at('long.csv'), ({ columns }) => ({
    columns,
    row: ([who, what, row], place) => {
      const whole =
        who === `Zoë ${next}` && what === `Brazil, ${'é'.repeat(next % 7)}\nagain` && Number(row) === next;
      if (!whole || place !== 2 + 2 * next) throw new Error(`row ${next}: ${who}, ${what}, ${place}`);
      next += 1;
    },
  }));
  expect(next).toBe(count);
});

it('ends with what the caller throws', async () => {
  const stop = new DataError('enough');
  let seen = 0;
  const scan = scanTable(at('t.csv'), ({ columns }) => ({
    columns,
    row: () => {
      seen += 1;
      throw stop;
    },
  }));
  await expect(scan).rejects.toBe(stop);
  expect(seen).toBe(1);
});

it.each([
  ['absent.csv', DataError, /there is no file/],
  ['empty.csv', DataError, /empty/],
  ['blank.csv', DataError, /empty/],
  ['names.csv', DataError, /no rows/],
  ['ragged.csv', DataError, /line 3 has 3 cells, line 1 has 2/],
  ['quote.csv', DataError, /line 3: .*quote/i],
  ['broken.csv.gz', DataError, /unpacked/],
  ['t.json', OptionError, /\.csv, \.tsv or \.parquet/],
])('refuses %s', async (name, type, message) => {
  const scan = scanned(name);
  await expect(scan).rejects.toThrow(type);
  await expect(scan).rejects.toThrow(message);
});

it('lists the columns where one is not there', async () => {
  await expect(scanned('t.csv', ['when'])).rejects.toThrow(OptionError);
  await expect(scanned('t.parquet', ['when'])).rejects.toThrow(/who, stars/);
});

it('calls the table what the caller calls it', async () => {
  const begin = ({ columns }: TableHead) => ({ columns, row: () => {} });
  await expect(scanTable(at('ragged.csv'), begin, 'mine')).rejects.toThrow(/^mine, line 3 has 3 cells/);
  await expect(scanTable(at('missing.csv'), begin, 'mine')).rejects.toThrow('missing.csv');
});
