import { expect, test } from 'vitest';
import { longTime, numberTicks, shortNumber, shortSpan, timeTicks } from './ticks.js';

test('times are ticked at round ones, days by their date', () => {
  const from = Date.parse('2024-03-04T22:10:00Z');
  const ticks = timeTicks(from, from + 4 * 3_600_000, 5);
  expect(ticks.map(({ text }) => text)).toEqual(['23:00', '5 Mar', '01:00', '02:00']);
  expect(timeTicks(from, from + 7 * 86_400_000, 8).map(({ text }) => text)[0]).toBe('5 Mar');
});

test('numbers are ticked at round ones', () => {
  expect(numberTicks(0, 1, 5).map(({ text }) => text)).toEqual(['0.0', '0.2', '0.4', '0.6', '0.8', '1.0']);
  expect(numberTicks(-3, 47, 3).map(({ at }) => at)).toEqual([0, 20, 40]);
  expect(numberTicks(5, 5, 3)).toEqual([{ at: 5, text: '5' }]);
});

test('values and times are told briefly', () => {
  expect([0, 12.34567, 12345.67, 1.5e-7, Number.NaN].map(shortNumber)).toEqual([
    '0',
    '12.35',
    '12346',
    '1.50e-7',
    'missing',
  ]);
  expect(longTime(Date.parse('2024-03-04T09:05:00Z'))).toBe('4 Mar 2024, 09:05');
  expect([30_000, 300_000, 9_000_000, 4e8].map(shortSpan)).toEqual(['30 s', '5 min', '2.5 h', '4.6 days']);
});
