import { hasFewChoices } from './few-choices.js';
import type { ValueSchema } from './value-schema.js';

/** `(one of a, b, c)`, for choices too many to stand in the placeholder; else empty. */
export function choicesText(schema: ValueSchema): string {
  return schema.enum && !hasFewChoices(schema.enum) ? `(one of ${schema.enum.join(', ')})` : '';
}
