import { DataError } from '@autoencoders/errors';
import { describe, expect, it } from 'vitest';
import { resultTables, withTables } from './readme-tables.js';
import type { StudyResult } from './study-result.js';

const result: StudyResult = {
  name: 'one',
  paper: 'Somebody 2011',
  claims: [
    { figure: 'error', value: 1.234, target: 1.3, better: 'lower', unit: '%' },
    { figure: 'ratio', value: 4.2, target: 5, better: 'higher', unit: 'times' },
  ],
  seed: 1,
  configuration: {},
  backend: 'wasm',
  threads: 2,
  seconds: 600,
  commit: '0123456789abcdef',
};

describe('tables of results', () => {
  it('say of each claim what was measured and whether it is met', () => {
    const table = resultTables([result]);
    expect(table).toContain('| error | 1.23 % | ≤ 1.3 % | met |');
    expect(table).toContain('| ratio | 4.2 times | ≥ 5 times | not met |');
    expect(table).toContain('10 min, commit 0123456789.');
  });

  it('keep a bar within its cell', () => {
    const claims = [
      { figure: 'distance', value: 1, target: 2, better: 'lower', unit: '|log ratio|' } as const,
    ];
    expect(resultTables([{ ...result, claims }])).toContain('| 1 \\|log ratio\\| |');
  });

  it('stand between their marks, however often they are written', () => {
    const text = 'before\n<!-- results:begin -->\nold\n<!-- results:end -->\nafter';
    const once = withTables(text, 'new');
    expect(once).toBe('before\n<!-- results:begin -->\n\nnew\n\n<!-- results:end -->\nafter');
    expect(withTables(once, 'new')).toBe(once);
    expect(() => withTables('no marks', 'new')).toThrow(DataError);
  });
});
