import { expect, it } from 'vitest';
import { z } from 'zod';
import { limitsText } from './limits-text.js';
import { valueSchemas } from './value-schemas.js';

it.each([
  [z.int().min(1), '(at least 1)'],
  [z.int(), ''],
  [z.number(), ''],
  [z.number().positive(), '(above 0)'],
  [z.number().min(0).lt(1), '(at least 0, below 1)'],
  [z.number().gt(-1).max(1), '(above -1, at most 1)'],
  [z.string(), ''],
])('limits %#: %s', (type, text) => {
  expect(limitsText(valueSchemas(z.object({ option: type })).option!)).toBe(text);
});
