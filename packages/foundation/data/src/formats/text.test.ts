import { DataError, OptionError, ShapeError } from '@autoencoders/errors';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import {
  formatCsv,
  formatParquet,
  parseCsv,
  parseCsvText,
  parseParquet,
  parseParquetText,
} from '../index.js';

describe('CSV as text', () => {
  it.each([
    [
      'a,species\n1,setosa\n2,\n',
      ['a', 'species'],
      [
        ['1', 'setosa'],
        ['2', ''],
      ],
    ],
    [
      'a;b\r\n1;two words \r\n\r\n3;"x;y"\r\n',
      ['a', 'b'],
      [
        ['1', 'two words'],
        ['3', 'x;y'],
      ],
    ],
    ['a\tb\n1\t"he said ""no"""\n', ['a', 'b'], [['1', 'he said "no"']]],
    ['a,b\n1,"two\nlines"', ['a', 'b'], [['1', 'two\nlines']]],
    [
      '1,2\n3,NaN',
      ['column1', 'column2'],
      [
        ['1', '2'],
        ['3', 'NaN'],
      ],
    ],
    ['\uFEFFa,,c\n1,2,3\n,,\n', ['a', 'column2', 'c'], [['1', '2', '3']]],
  ])('%j', (text, columns, rows) => {
    expect(parseCsvText(text)).toEqual({ columns, rows });
  });

  it.each([
    'a,b\n1,2\n\n3,4\n',
    '1,2\n3,4',
    'a;b\n1;2\n"3";4\n',
    'a\tb\r\n1\t2\r\n',
    '\uFEFFx,y\n1,2\n',
    'a,b\n1,2\n,\n3,4\n',
  ])('has the rows and columns that the same file has as numbers: %j', (text) => {
    const [found, numbers] = [parseCsvText(text), parseCsv(text)];
    expect(found.columns).toEqual(numbers.columns);
    expect(found.rows.flat().map(Number)).toEqual([...numbers.values]);
  });

  it('names what is wrong, and takes the columns that are wanted', () => {
    expect(() => parseCsvText(' \n')).toThrow(DataError);
    expect(() => parseCsvText('a,b\n1,2\n3\n', 'x.csv')).toThrow('x.csv, line 3 has 1 cells, line 1 has 2');
    expect(() => parseCsvText('a,b\n1,"2\n', 'x.csv')).toThrow(/x.csv, line 2: .*quote/i);
    expect(() => parseCsvText('a,b\n1,2\n', 'x.csv', ['c'])).toThrow(OptionError);
    expect(parseCsvText('a,b\n1,red\n', 'x.csv', ['b'])).toEqual({ columns: ['b'], rows: [['red']] });
  });
});

describe('Parquet as text', () => {
  const bytes = (columnData: Parameters<typeof parquetWriteBuffer>[0]['columnData']) =>
    new Uint8Array(parquetWriteBuffer({ columnData }));

  it('reads strings, numbers, truth values and dates, and what is missing as empty', async () => {
    const file = bytes([
      { name: 'text', data: [' red ', 'größer', null], type: 'STRING', nullable: true },
      { name: 'long', data: [1n, -3n, null], type: 'INT64', nullable: true },
      { name: 'double', data: [0.5, Number.NaN, 2], type: 'DOUBLE' },
      { name: 'flag', data: [true, false, true], type: 'BOOLEAN' },
      { name: 'day', data: [new Date(0), new Date(0), new Date(0)], type: 'TIMESTAMP' },
    ]);
    const day = '1970-01-01T00:00:00.000Z';
    expect(await parseParquetText(file)).toEqual({
      columns: ['text', 'long', 'double', 'flag', 'day'],
      rows: [
        ['red', '1', '0.5', 'true', day],
        ['größer', '-3', '', 'false', day],
        ['', '', '2', 'true', day],
      ],
    });
    expect((await parseParquetText(file, 'it', ['flag', 'text'])).rows[0]).toEqual(['true', 'red']);
  });

  it('names what is wrong', async () => {
    const file = bytes([{ name: 'a', data: [{ b: 1 }], type: 'JSON' }]);
    await expect(parseParquetText(file)).rejects.toThrow(/row 1, column 'a' is a list or structure/);
    await expect(parseParquetText(file, 'it', ['b'])).rejects.toThrow(OptionError);
    await expect(parseParquetText(file.subarray(0, 20))).rejects.toThrow(DataError);
  });
});

describe('columns of text and numbers', () => {
  const cells = ['ash', 'two, words', 'he said "no"', '', ' two\nlines '];
  const columns = [
    { name: 'kind, of tree', cells },
    { name: 'height', cells: Float32Array.of(1, 2.5, -3, 0, 1e-7) },
  ];

  it('come back from CSV and Parquet as they were written', async () => {
    const csv = formatCsv(columns);
    const names = ['kind, of tree', 'height'];
    expect(parseCsvText(csv, 'it', ['kind, of tree'])).toEqual({
      columns: ['kind, of tree'],
      rows: cells.map((cell) => [cell.trim()]),
    });
    expect(parseCsv(csv, 'it', ['height']).values).toEqual(columns[1]!.cells);
    const parquet = formatParquet(columns);
    expect(await parseParquetText(parquet)).toMatchObject({ columns: names, rows: { length: 5 } });
    expect((await parseParquetText(parquet, 'it', ['kind, of tree'])).rows).toEqual(
      cells.map((cell) => [cell.trim()]),
    );
    expect((await parseParquet(parquet, 'it', ['height'])).values).toEqual(columns[1]!.cells);
  });

  it('are the same file as a table where all are numbers', () => {
    const table = { columns: ['a', 'b'], rows: 2, values: Float32Array.of(1, 2.5, -3e-8, 4) };
    const same = [
      { name: 'a', cells: Float32Array.of(1, -3e-8) },
      { name: 'b', cells: Float32Array.of(2.5, 4) },
    ];
    expect(formatCsv(same)).toBe(formatCsv(table));
    expect(formatParquet(same)).toEqual(formatParquet(table));
  });

  it('of different lengths are refused', () => {
    const uneven = [columns[0]!, { name: 'b', cells: Float32Array.of(1) }];
    for (const format of [formatCsv, formatParquet]) {
      expect(() => format(uneven)).toThrow(ShapeError);
      expect(() => format(uneven)).toThrow("column 'b' has 1 cells, column 'kind, of tree' has 5");
    }
  });
});
