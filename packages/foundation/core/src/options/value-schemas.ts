import { z } from 'zod';
import type { ValueSchema } from './value-schema.js';

/**
 * The options of a variant by name, in the order of its schema, as plain JSON: a form, a command line or a worker
 * can read them without the schema's code. What JSON cannot say (a function) is an empty schema.
 *
 * @example
 * valueSchemas(variationalAutoencoder.options).latentDim; // { type: 'integer', minimum: 1, default: 20, … }
 */
export function valueSchemas(schema: z.ZodObject): Readonly<Record<string, ValueSchema>> {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, ValueSchema>;
  };
  return properties;
}
