import { expect, it } from 'vitest';
import { placeholder } from './placeholder.js';

it.each([
  [{ type: 'integer' }, 'N'],
  [{ type: 'number' }, 'NUMBER'],
  [{ type: 'string' }, 'TEXT'],
  [{ type: 'boolean' }, 'true|false'],
  [{ type: 'array', items: { type: 'integer' } }, 'N,…'],
  [{ type: 'array', items: { type: 'object' } }, 'JSON'],
  [{ type: 'array', prefixItems: [{ type: 'number' }, { type: 'string' }] }, 'NUMBER,TEXT'],
  [{ type: 'object' }, 'JSON'],
  [{}, 'JSON'],
  [{ anyOf: [{ const: 'learned' }, { type: 'number' }] }, 'learned|NUMBER'],
  [
    { anyOf: [{ enum: ['normal', 'mixture'] }, { type: 'object' }, { type: 'object' }] },
    'normal|mixture|JSON',
  ],
])('%o: %s', (schema, text) => {
  expect(placeholder(schema)).toBe(text);
});
