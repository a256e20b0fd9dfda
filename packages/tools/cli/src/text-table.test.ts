import { parseCsv } from '@autoencoders/data';
import { DataError } from '@autoencoders/errors';
import { describe, expect, it } from 'vitest';
import { parseTextTable } from './text-table.js';

const read = (text: string) => parseTextTable(text, 'x.csv');

describe('parseTextTable', () => {
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
      'a;b\r\n1;two words \r\n\r\n3; "x;y"\r\n',
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
    expect(read(text)).toEqual({ columns, rows });
  });

  it.each([
    'a,b\n1,2\n\n3,4\n',
    '1,2\n3,4',
    'a;b\n1;2\n"3";4\n',
    'a\tb\r\n1\t2\r\n',
    '\uFEFFx,y\n1,2\n',
    'a,b\n1,2\n,,\n3,4\n'.replace(',,', ','),
  ])('has the rows and columns that the same file has as numbers: %j', (text) => {
    const [found, numbers] = [read(text), parseCsv(text)];
    expect(found.columns).toEqual(numbers.columns);
    expect(found.rows.flat().map(Number)).toEqual([...numbers.values]);
  });

  it('names what is wrong', () => {
    expect(() => read(' \n')).toThrow(DataError);
    expect(() => read('a,b\n1,2\n3\n')).toThrow('x.csv, row 2 has 1 cells, the first line has 2');
    expect(() => read('a,b\n1,"2\n')).toThrow('a quote is not closed');
  });
});
