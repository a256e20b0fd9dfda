import { DataError, OptionError } from '@autoencoders/errors';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import {
  datasetFromTable,
  formatCsv,
  formatParquet,
  parseCsv,
  parseIdx,
  parseNpy,
  parseParquet,
} from '../index.js';

const table = { columns: ['a', 'b'], rows: 3, values: Float32Array.of(1, 2.5, -3, 4e-3, 0, 6) };

/** The bytes as a Buffer in the midst of other memory: its `slice` copies nothing, unlike a Uint8Array's. */
function insideOthers(bytes: Uint8Array): Buffer {
  const memory = Buffer.alloc(bytes.length + 16, 7);
  memory.set(bytes, 8);
  return memory.subarray(8, 8 + bytes.length);
}

describe('CSV', () => {
  it('is read with and without a line of names, with any delimiter', () => {
    expect(parseCsv('a,b\n1,2.5\n-3,4e-3\n0,6\n')).toEqual(table);
    expect(parseCsv('1;2.5\r\n-3;4e-3\r\n0;6')).toEqual({ ...table, columns: ['column1', 'column2'] });
    expect(parseCsv('"a"\t"b"\n"1"\t2.5\n-3\t4e-3\n0\t6')).toEqual(table);
  });

  it('comes back as it was written', () => {
    expect(parseCsv(formatCsv(table))).toEqual(table);
  });

  it.each([
    ['an empty file', '', /is empty/],
    ['only blank lines', '\n \n', /is empty/],
    ['only names', 'a,b\n', /no rows/],
    ['a ragged line', 'a,b\n1,2\n3\n', /line 3 has 1 cells, line 1 has 2/],
    ['text among numbers', 'a,b\n1,2\n3,four\n', /line 3, column 'b' is 'four'/],
    ['an empty cell', 'a,b\n1,\n', /line 2, column 'b' is ''/],
    ['NaN', 'a,b\n1,NaN\n', /line 2, column 'b' is 'NaN'/],
    ['NaN on the first line', 'NaN,2\n3,4\n', /line 1, column 'column1' is 'NaN'/],
    ['an empty cell on the first line', '1,,3\n4,5,6\n', /line 1, column 'column2' is ''/],
    ['a value beyond 32 bits', 'a\n1e300\n', /line 2, column 'a' is '1e300'/],
    ['the line, blank ones counted', '\n\na,b\n1,2\n \nx,3\n', /line 6, column 'a' is 'x'/],
    ['the line, after one broken in quotes', '"a\r\nz",b\r\n1,2\r\nx,3\r\n', /line 4, column 'a z' is 'x'/],
    ['a quote that is never closed', 'a,b\n\n1,"2\n3,4\n', /line 3: .*quote/i],
    ['infinity', '1,2\n3,Infinity\n', /column 'column2' is 'Infinity'/],
  ])('%s is named', (_what, text, message) => {
    expect(() => parseCsv(text)).toThrow(DataError);
    expect(() => parseCsv(text)).toThrow(message);
  });
});

describe('CSV, further', () => {
  it('text is shown on one line and cut', () => {
    const read = () => parseCsv(`a,b\n1,"${'x\ny'.repeat(1000)}"\n`);
    expect(read).toThrow(/^[^\n]{0,120}$/);
    expect(read).toThrow(/is 'x yx y.*…'/);
  });

  it('columns that are not wanted may hold anything', () => {
    const text = 'name,a,b\nred,1,2\nblue,3,4\n';
    expect(parseCsv(text, 'it', ['b', 'a'])).toEqual({
      columns: ['b', 'a'],
      rows: 2,
      values: Float32Array.of(2, 1, 4, 3),
    });
    expect(() => parseCsv(text)).toThrow(/line 2, column 'name' is 'red'/);
    expect(() => parseCsv(text, 'it', ['c'])).toThrow(/no column 'c': the columns are name, a, b/);
  });

  it('a byte order mark, blank lines and lines of commas are passed over', () => {
    expect(parseCsv('\uFEFFa,b\r\n\r\n1,2\r\n,\r\n3,4\r\n\r\n').values).toEqual(Float32Array.of(1, 2, 3, 4));
  });
});

describe('Parquet', () => {
  it('reads integers and truth values, and passes over columns that are not wanted', async () => {
    const bytes = new Uint8Array(
      parquetWriteBuffer({
        columnData: [
          { name: 'name', data: ['red', 'blue'], type: 'STRING' },
          { name: 'long', data: [1n, -3n], type: 'INT64' },
          { name: 'flag', data: [true, false], type: 'BOOLEAN' },
          { name: 'double', data: [0.5, 2], type: 'DOUBLE' },
        ],
      }),
    );
    expect(await parseParquet(bytes, 'it', ['double', 'long', 'flag'])).toEqual({
      columns: ['double', 'long', 'flag'],
      rows: 2,
      values: Float32Array.of(0.5, 1, 1, 2, -3, 0),
    });
    await expect(parseParquet(bytes)).rejects.toThrow(/row 1, column 'name' is 'red', expected a finite/);
    await expect(parseParquet(bytes, 'it', ['c'])).rejects.toThrow(OptionError);
  });

  it.each([
    ['a value missing', [1, null], 'DOUBLE', /row 2, column 'a' is missing/],
    ['NaN', [1, Number.NaN], 'DOUBLE', /row 2, column 'a' is NaN/],
    ['a date', [new Date(0), new Date(1)], 'TIMESTAMP', /row 1, column 'a' is a date/],
    ['a structure', [{ b: 1 }, { b: 2 }], 'JSON', /row 1, column 'a' is a list or structure/],
  ] as const)('%s is named', async (_what, data, type, message) => {
    const columnData = [{ name: 'a', data: [...data], type, nullable: true }];
    const bytes = new Uint8Array(parquetWriteBuffer({ columnData }));
    await expect(parseParquet(bytes)).rejects.toThrow(DataError);
    await expect(parseParquet(bytes)).rejects.toThrow(message);
  });

  it('is read from a view into larger memory', async () => {
    expect(await parseParquet(insideOthers(formatParquet(table)))).toEqual(table);
  });

  it('without rows is named', async () => {
    const bytes = formatParquet({ columns: ['a'], rows: 0, values: new Float32Array(0) });
    await expect(parseParquet(bytes)).rejects.toThrow(/is empty/);
  });

  it('comes back as it was written', async () => {
    expect(await parseParquet(formatParquet(table))).toEqual(table);
  });

  it('cut short, or something else, is named', async () => {
    const bytes = formatParquet(table);
    await expect(parseParquet(bytes.subarray(0, bytes.length - 9))).rejects.toThrow(DataError);
    await expect(parseParquet(new TextEncoder().encode('a,b\n1,2'))).rejects.toThrow(
      /cannot be read as Parquet/,
    );
  });
});

describe('IDX', () => {
  const bytes = Uint8Array.of(0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 255);

  it('is read with its shape and type', () => {
    expect(parseIdx(bytes)).toEqual({ shape: [2, 3], values: Uint8Array.of(1, 2, 3, 4, 5, 255) });
    const floats = Uint8Array.of(0, 0, 13, 1, 0, 0, 0, 2, 0x3f, 0x80, 0, 0, 0xc0, 0, 0, 0);
    expect(parseIdx(floats)).toEqual({ shape: [2], values: Float32Array.of(1, -2) });
  });

  it('is read from a view into larger memory, and copied', () => {
    const view = insideOthers(bytes);
    const { values } = parseIdx(view);
    view.fill(9);
    expect([...values]).toEqual([1, 2, 3, 4, 5, 255]);
  });

  it('cut short names both sizes', () => {
    expect(() => parseIdx(bytes.subarray(0, 15))).toThrow(
      /cut short: 15 bytes, expected 18 for shape \[2, 3\]/,
    );
    expect(() => parseIdx(bytes.subarray(0, 7))).toThrow(/header/);
    expect(() => parseIdx(new Uint8Array(0))).toThrow(/empty/);
    expect(() => parseIdx(Uint8Array.of(1, 2, 3, 4))).toThrow(DataError);
  });
});

describe('npy', () => {
  const npy = (header: string, values: Uint8Array) => {
    const text = header.padEnd(117, ' ').concat('\n');
    return Uint8Array.of(
      0x93,
      ...new TextEncoder().encode('NUMPY'),
      1,
      0,
      text.length,
      0,
      ...new TextEncoder().encode(text),
      ...values,
    );
  };
  const floats = new Uint8Array(Float32Array.of(1, 2, 3, 4, 5, 6).buffer);

  it('is read in C and Fortran order', () => {
    const c = parseNpy(npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }", floats));
    expect(c).toEqual({ shape: [2, 3], values: Float32Array.of(1, 2, 3, 4, 5, 6) });
    const fortran = parseNpy(npy("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }", floats));
    expect([...fortran.values]).toEqual([1, 3, 5, 2, 4, 6]);
  });

  it('is read from a view into larger memory, as a Buffer is', () => {
    const whole = npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }", floats);
    expect(parseNpy(insideOthers(whole)).values).toEqual(Float32Array.of(1, 2, 3, 4, 5, 6));
  });

  it('cut short or of another type is named', () => {
    const header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }";
    expect(() => parseNpy(npy(header, floats.subarray(0, 20)))).toThrow(/20 bytes of values, expected 24/);
    expect(() => parseNpy(npy(header.replace('<f4', '<U5'), floats))).toThrow(/type <U5/);
    expect(() => parseNpy(new Uint8Array(20))).toThrow(DataError);
    const whole = npy(header, floats);
    // Wherever it is cut, it is named.
    for (let length = 0; length < whole.length; length++) {
      expect(() => parseNpy(whole.subarray(0, length))).toThrow(DataError);
    }
    expect(() => parseNpy(whole.subarray(0, 8))).toThrow(/cut short: 8 bytes, its header/);
  });
});

describe('a table as a dataset', () => {
  it('takes the columns asked for, and a label', () => {
    const data = datasetFromTable(table, { label: 'a' });
    expect(data.shape).toEqual([1]);
    expect([...data.values([0, 1, 2])]).toEqual([2.5, Math.fround(4e-3), 6]);
    expect([...data.targets([0, 2])!]).toEqual([1, 0]);
  });

  it('lists the columns when one is not there', () => {
    expect(() => datasetFromTable(table, { columns: ['c'] })).toThrow(OptionError);
    expect(() => datasetFromTable(table, { columns: ['c'] })).toThrow(/'c': the columns are a, b/);
  });
});
