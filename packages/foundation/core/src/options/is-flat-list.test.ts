import { expect, it } from 'vitest';
import { z } from 'zod';
import { isFlatList } from './is-flat-list.js';
import { valueSchemas } from './value-schemas.js';

it.each([
  [z.array(z.int()), true],
  [z.array(z.enum(['l1', 'kl'])), true],
  [z.tuple([z.number(), z.string()]), true],
  [z.tuple([z.number()], z.string()), true],
  [z.array(z.boolean()), false],
  [z.array(z.object({})), false],
  [z.array(z.unknown()), false],
  [z.tuple([z.number(), z.object({})]), false],
  [z.tuple([z.number()], z.object({})), false],
])('list %#: %s', (type, flat) => {
  expect(isFlatList(valueSchemas(z.object({ option: type })).option!)).toBe(flat);
});
