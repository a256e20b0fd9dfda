import { OptionError } from '@autoencoders/errors';
import { alternativesOf } from './alternatives-of.js';
import { isFlatList } from './is-flat-list.js';
import type { ValueSchema } from './value-schema.js';
import { emptyList } from './value-text.js';

/**
 * The value that a text stands for: numbers, choices, comma-separated lists (`none` for an empty one), and JSON for
 * anything deeper. Of alternatives, the first that can be read counts. Limits are not checked: the variant's own
 * schema judges the value.
 *
 * @param name what messages call it: `--latent-dim`, `latentDim`
 * @throws {OptionError} when the text is no value of that kind, saying what is.
 */
export function parseValue(name: string, text: string, schema: ValueSchema): unknown {
  const alternatives = alternativesOf(schema) ?? [schema];
  for (const alternative of alternatives) {
    const value = tryParse(text, alternative);
    if (value !== undefined) return value;
  }
  throw new OptionError(`${name} is '${text}': give ${alternatives.map(expectation).join(' or ')}`);
}

function tryParse(text: string, schema: ValueSchema): unknown {
  const alternatives = alternativesOf(schema);
  if (alternatives)
    return alternatives.map((each) => tryParse(text, each)).find((value) => value !== undefined);
  if (schema.enum) return schema.enum.find((choice) => String(choice) === text);
  if (schema.const !== undefined) return String(schema.const) === text ? schema.const : undefined;
  switch (schema.type) {
    case 'integer':
    case 'number':
      return parseNumber(text);
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : undefined;
    case 'string':
      return text;
    case 'array':
      return parseList(text, schema);
    default:
      return parseJson(text);
  }
}

function parseNumber(text: string): number | undefined {
  const value = Number(text);
  return text.trim() === '' || Number.isNaN(value) ? undefined : value;
}

function parseList(text: string, schema: ValueSchema): unknown {
  const trimmed = text.trim();
  if (trimmed === emptyList) return [];
  if (!isFlatList(schema) || trimmed.startsWith('[')) return parseJson(text);
  if (trimmed === '') return [];
  const { prefixItems = [], items } = schema;
  const values = text.split(',').map((part, index) => {
    const item = prefixItems[index] ?? items;
    return item ? tryParse(part.trim(), item) : undefined;
  });
  return values.includes(undefined) ? undefined : values;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function expectation(schema: ValueSchema): string {
  if (schema.enum) return `one of ${schema.enum.join(', ')}`;
  if (schema.const !== undefined) return `'${schema.const}'`;
  if (schema.type === 'integer') return 'an integer';
  if (schema.type === 'number') return 'a number';
  if (schema.type === 'array') return isFlatList(schema) ? 'a list such as 512,128' : 'a JSON list';
  if (schema.type === 'boolean') return 'true or false';
  return schema.type === 'string' ? 'text' : 'JSON';
}
