import { expect, test } from 'vitest';
import { machineWeek } from '../../scripts/machine-week.js';
import { axisOf } from './axis.js';
import { readSheet, type Sheet } from './sheet.js';
import { partsOf } from './stretches.js';
import { suggest } from './suggest.js';

/** Sixty rows under names, with some cells put in place of others. */
function sheetOf(names: string, row: (index: number) => string): Sheet {
  return readSheet([names, ...Array.from({ length: 60 }, (_, index) => row(index))].join('\n'), 'plant.csv');
}

test('columns are told apart, and those of no use say why', () => {
  const sheet = sheetOf('when,id,level,state,mode,flow,flow', (row) => {
    const level = row === 15 ? 'ERR' : row === 20 ? 'n/a' : `${row / 7}`;
    const when = new Date(Date.UTC(2024, 0, 1, 0, row)).toISOString();
    return `${when},${row + 5},${level},${row % 2 ? 'on' : 'off'},3,${row % 4 === 0 ? '' : row * 1.5},${-row}`;
  });
  expect(sheet.columns.map(({ kind }) => kind)).toEqual([
    'text',
    'counter',
    'mixed',
    'text',
    'constant',
    'numbers',
    'numbers',
  ]);
  expect(sheet.columns[2]!.note).toBe("line 17 holds 'ERR', which is no number");
  expect(sheet.columns[3]!.values).toEqual(['off', 'on']);
  expect(sheet.columns[5]).toMatchObject({ missing: 15, lowest: 1.5, highest: 88.5 });
  expect(suggest(sheet)).toEqual({ time: 'when', label: null, columns: ['flow', 'flow (2)'] });
});

test('what is no table is refused, naming the line', () => {
  expect(() => readSheet('a,b\n1,2\n3', 'x.csv')).toThrow(/x\.csv, line 3 has 1 cells/);
  expect(() => readSheet('a,b\n1,2\n3,4', 'x.csv')).toThrow(/x\.csv has 2 rows: at least 60/);
  expect(() => sheetOf('a,b', () => 'one,two')).toThrow(/no column of numbers: 'a': text/);
});

test('a time that goes back or is none is refused, naming line and column', () => {
  const back = sheetOf(
    'time,v',
    (row) => `2024-01-${row === 30 ? '01' : '02'} 10:${10 + (row % 50)},${row * row}`,
  );
  expect(() => axisOf(back, 'time')).toThrow("plant.csv, line 32: the time in column 'time' goes back there");
  expect(() =>
    axisOf(
      sheetOf('t,v', (row) => `${row === 3 ? 'soon' : '2024-01-01'},${row % 7}`),
      't',
    ),
  ).toThrow(/line 5, column 't' holds 'soon'/);
  expect([...axisOf(back, null).x].slice(0, 3)).toEqual([1, 2, 3]);
});

test('the example has its faults after four sound days, and is small', () => {
  const csv = machineWeek();
  expect(csv.length).toBeLessThan(400_000);
  expect(csv).toBe(machineWeek());
  const sheet = readSheet(csv, 'machine-week.csv');
  const { time, label, columns } = suggest(sheet);
  expect({ time, label }).toEqual({ time: 'time', label: 'fault' });
  expect(columns).toEqual(['temperature_C', 'pressure_bar', 'vibration_mm_s', 'flow_m3_h', 'power_kW']);
  const place = sheet.names.indexOf('fault');
  const faulty = sheet.rows.flatMap((row, index) => (row[place] === '' ? [] : [index]));
  expect(faulty[0]).toBeGreaterThanOrEqual(4 * 288);
  expect(new Set(sheet.rows.map((row) => row[place])).size).toBe(6);
});

test('normal rows are parted into pieces, a fifth of them for the threshold', () => {
  const rows = Array.from({ length: 1000 }, (_, row) => row + 7);
  const { train, heldOut } = partsOf(rows, 12);
  const count = (parts: typeof train) => parts.reduce((sum, { from, to }) => sum + to - from, 0);
  expect([count(train), count(heldOut)]).toEqual([800, 200]);
  expect(heldOut[0]).toEqual({ from: 67, to: 87 });
  const covered = [...train, ...heldOut].flatMap(({ from, to }) =>
    Array.from({ length: to - from }, (_, index) => from + index),
  );
  expect(covered.sort((a, b) => a - b)).toEqual(rows);
});
