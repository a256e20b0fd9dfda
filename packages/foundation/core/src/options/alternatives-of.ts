import type { ValueSchema } from './value-schema.js';

/** The schemas of which a value need fit only one; `undefined` when there is no choice among schemas. */
export function alternativesOf(schema: ValueSchema): readonly ValueSchema[] | undefined {
  return schema.anyOf ?? schema.oneOf;
}
