import { alternativesOf } from './alternatives-of.js';
import type { ValueSchema } from './value-schema.js';

/** True for numbers, texts and choices: what may stand in a comma-separated list. */
export function isScalar(schema: ValueSchema | undefined): boolean {
  if (!schema) return false;
  const alternatives = alternativesOf(schema);
  if (alternatives) return alternatives.every(isScalar);
  return (
    schema.enum !== undefined ||
    schema.const !== undefined ||
    /^(integer|number|string)$/.test(schema.type ?? '')
  );
}
