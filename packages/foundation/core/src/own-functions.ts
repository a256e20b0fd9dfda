import { OptionError } from '@autoencoders/errors';
import type { Json } from './autoencoder.js';

/** What stands in saved options for a function of the caller's. */
const marker = { function: 'own' } as const;

/** Options as JSON: functions of the caller's become a marker. */
export function jsonOptions(value: unknown): Json {
  if (typeof value === 'function') return marker;
  if (Array.isArray(value)) return value.map(jsonOptions);
  if (value === null || typeof value !== 'object') return value as Json;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.map(([key, item]) => [key, jsonOptions(item)]));
}

/** Whether functions were left out of an option. */
export function lacksFunctions(value: Json | undefined): boolean {
  if (value === null || typeof value !== 'object') return false;
  if (!Array.isArray(value) && 'function' in value) return (value as { function: Json }).function === 'own';
  return Object.values(value).some((item) => lacksFunctions(item as Json));
}

/** Saved options with a function in place of each that was left out, which says so when it is called. */
export function withPlaceholders(option: string, value: Json): unknown {
  if (!lacksFunctions(value)) return value;
  if (Array.isArray(value)) return value.map((item) => withPlaceholders(option, item as Json));
  if ('function' in (value as object)) {
    return () => {
      throw new OptionError(
        `'${option}' of this model was a function, which is not saved: give it again, load(store, factories, { ${option} })`,
      );
    };
  }
  return Object.fromEntries(
    Object.entries(value as object).map(([key, item]) => [key, withPlaceholders(option, item as Json)]),
  );
}
