import { expect, it } from 'vitest';
import { formatDuration, formatTable, formatTerms } from './format.js';

it('formats terms, durations and tables', () => {
  expect(formatTerms({ 'elbo/loss': 104.21345, kl: 25, negativeElbo: 104.21345 })).toBe('loss 104.21, kl 25');
  expect([0, 65.4, 7265, Number.NaN].map(formatDuration)).toEqual(['0:00', '1:05', '2:01:05', '–']);
  expect(
    formatTable([
      ['a', '10'],
      ['long', '1'],
    ]),
  ).toBe('  a     10\n  long   1\n');
});
