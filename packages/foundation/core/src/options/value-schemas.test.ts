import { expect, it } from 'vitest';
import { z } from 'zod';
import { valueSchemas } from './value-schemas.js';

it('has every option by name, in the order of the schema, as plain JSON', () => {
  const schemas = valueSchemas(
    z.strictObject({
      latentDim: z.int().min(1).default(16).describe('width of the code'),
      activation: z.enum(['relu', 'tanh']).optional(),
      variance: z.union([z.literal('learned'), z.number().positive()]).default(1),
      hidden: z.array(z.int().min(1)).default([8]),
      heard: z.custom<() => void>().optional(),
    }),
  );
  expect(Object.keys(schemas)).toEqual(['latentDim', 'activation', 'variance', 'hidden', 'heard']);
  expect(schemas).toMatchObject({
    latentDim: { type: 'integer', minimum: 1, default: 16, description: 'width of the code' },
    activation: { type: 'string', enum: ['relu', 'tanh'] },
    variance: { anyOf: [{ const: 'learned' }, { type: 'number', exclusiveMinimum: 0 }], default: 1 },
    hidden: { type: 'array', items: { type: 'integer' }, default: [8] },
    heard: {},
  });
  expect(structuredClone(schemas)).toEqual(schemas);
});

it('is empty for a variant without options', () => {
  expect(valueSchemas(z.object({}))).toEqual({});
});
