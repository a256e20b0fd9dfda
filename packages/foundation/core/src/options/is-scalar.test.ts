import { expect, it } from 'vitest';
import { isScalar } from './is-scalar.js';

it.each([
  [{ type: 'integer' }, true],
  [{ type: 'number' }, true],
  [{ type: 'string' }, true],
  [{ type: 'string', enum: ['relu'] }, true],
  [{ const: 'learned' }, true],
  [{ anyOf: [{ const: 'learned' }, { type: 'number' }] }, true],
  [{ anyOf: [{ type: 'string' }, { type: 'object' }] }, false],
  [{ type: 'array', items: { type: 'integer' } }, false],
  [{ type: 'object' }, false],
  [{ type: 'boolean' }, false],
  [{}, false],
  [undefined, false],
])('%o: %s', (schema, scalar) => {
  expect(isScalar(schema)).toBe(scalar);
});
