import type { ValueSchema } from './value-schema.js';

/** `(at least 0, below 1)`; empty without limits. Those that zod adds to keep integers safe are not told. */
export function limitsText(schema: ValueSchema): string {
  const parts: string[] = [];
  if (schema.exclusiveMinimum !== undefined) parts.push(`above ${schema.exclusiveMinimum}`);
  if (isTelling(schema.minimum)) parts.push(`at least ${schema.minimum}`);
  if (schema.exclusiveMaximum !== undefined) parts.push(`below ${schema.exclusiveMaximum}`);
  if (isTelling(schema.maximum)) parts.push(`at most ${schema.maximum}`);
  return parts.length === 0 ? '' : `(${parts.join(', ')})`;
}

function isTelling(limit: number | undefined): boolean {
  return limit !== undefined && Math.abs(limit) < Number.MAX_SAFE_INTEGER;
}
