import { expect, it } from 'vitest';
import { z } from 'zod';
import { alternativesOf } from './alternatives-of.js';
import { valueSchemas } from './value-schemas.js';

it('finds those of a union, told apart by a name or not', () => {
  const { union, named, plain } = valueSchemas(
    z.object({
      union: z.union([z.number(), z.literal('learned')]),
      named: z.discriminatedUnion('name', [
        z.object({ name: z.literal('l1') }),
        z.object({ name: z.literal('kl') }),
      ]),
      plain: z.number(),
    }),
  );
  expect(alternativesOf(union!)?.map(({ type }) => type)).toEqual(['number', 'string']);
  expect(alternativesOf(named!)).toHaveLength(2);
  expect(alternativesOf(plain!)).toBeUndefined();
});
