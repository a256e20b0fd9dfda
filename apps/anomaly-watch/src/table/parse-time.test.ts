import { expect, test } from 'vitest';
import { parseTime } from './parse-time.js';

test.each([
  ['2024-03-04 13:05', Date.parse('2024-03-04T13:05:00Z')],
  ['2024-03-04T13:05:10.250Z', Date.parse('2024-03-04T13:05:10.250Z')],
  ['2024-03-04T13:05:10+01:30', Date.parse('2024-03-04T13:05:10+01:30')],
  ['2024/3/4', Date.parse('2024-03-04T00:00:00Z')],
  ['04.03.2024 13:05:07', Date.parse('2024-03-04T13:05:07Z')],
])('%s is a time', (cell, expected) => {
  expect(parseTime(cell)).toBe(expected);
});

test.each(['', '17', '2024-02-31', '2024-13-01', '12:30', '2024-03-04 25:00', '03/04/2024', 'now'])(
  '%j is none',
  (cell) => {
    expect(parseTime(cell)).toBeNaN();
  },
);
