import { readFileSync } from 'node:fs';
import { DataError } from '@autoencoders/errors';
import { expect, it } from 'vitest';
import { paths } from '../paths.js';
import { withTables } from './readme.js';

it('replaces what is between the marks, and nothing else', () => {
  const text = 'before\n<!-- benchmarks:begin -->\nold\n<!-- benchmarks:end -->\nafter\n';
  const once = withTables(text, '\n| new |\n');
  expect(once).toBe('before\n<!-- benchmarks:begin -->\n\n| new |\n\n<!-- benchmarks:end -->\nafter\n');
  expect(withTables(once, '| new |')).toBe(once);
});

it('refuses a text without marks', () => {
  expect(() => withTables('nothing', '')).toThrow(DataError);
  expect(() => withTables('<!-- benchmarks:begin -->', '')).toThrow(/benchmarks:end/);
});

it("finds the marks in the app's README", () => {
  expect(withTables(readFileSync(paths.readme, 'utf8'), 'tables')).toContain('tables');
});
