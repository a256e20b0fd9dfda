import { OptionError } from '@autoencoders/errors';
import { Option } from 'commander';
import { z } from 'zod';

/** The part of JSON Schema that option schemas use. */
interface ValueSchema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly items?: ValueSchema;
  readonly anyOf?: readonly ValueSchema[];
  readonly oneOf?: readonly ValueSchema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
}

/** One option of a variant as a flag of the command line. */
export interface VariantFlag {
  /** The option's name in the schema: `latentDim`. */
  readonly name: string;
  /** The key under which commander stores the flag's value. */
  readonly attribute: string;
  /** The flag itself, and `--no-…` for a boolean. */
  readonly options: readonly Option[];
}

/**
 * Flags for every option in a variant's schema: kebab-case names, numbers, choices, comma-separated lists,
 * booleans with `--no-`, and JSON for anything deeper. Names in `taken` get the prefix `model-`.
 */
export function variantFlags(schema: z.ZodObject, taken: ReadonlySet<string>): VariantFlag[] {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, ValueSchema>;
  };
  return Object.entries(properties).map(([name, value]) => toFlag(name, value, taken));
}

/** `latentDim` as `latent-dim`. */
export function kebabCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function toFlag(name: string, schema: ValueSchema, taken: ReadonlySet<string>): VariantFlag {
  const flag = taken.has(name) ? `model-${kebabCase(name)}` : kebabCase(name);
  const parts = [schema.description, choices(schema), limits(schema), defaultText(schema)];
  const description = parts.filter(Boolean).join(' ');
  if (schema.type === 'boolean') {
    const on = new Option(`--${flag}`, description);
    return { name, attribute: on.attributeName(), options: [on, new Option(`--no-${flag}`).hideHelp()] };
  }
  const option = new Option(`--${flag} <${placeholder(schema)}>`, description);
  option.argParser((text) => parseValue(`--${flag}`, text, schema));
  return { name, attribute: option.attributeName(), options: [option] };
}

function placeholder(schema: ValueSchema): string {
  const alternatives = alternativesOf(schema);
  if (alternatives) return [...new Set(alternatives.map(placeholder))].join('|');
  if (schema.enum) return hasFewChoices(schema.enum) ? schema.enum.join('|') : 'NAME';
  if (schema.const !== undefined) return String(schema.const);
  if (schema.type === 'array')
    return isScalar(schema.items) ? `${placeholder(schema.items ?? {})},…` : 'JSON';
  if (schema.type === 'integer') return 'N';
  if (schema.type === 'number') return 'NUMBER';
  if (schema.type === 'string') return 'TEXT';
  if (schema.type === 'boolean') return 'true|false';
  return 'JSON';
}

/** Choices too many to stand in the flag's column of a help text. */
function choices(schema: ValueSchema): string {
  return schema.enum && !hasFewChoices(schema.enum) ? `(one of ${schema.enum.join(', ')})` : '';
}

function hasFewChoices(choices: readonly unknown[]): boolean {
  return choices.join('|').length <= 30;
}

/** The value that a flag's text stands for; the variant's own schema judges it afterwards. */
export function parseValue(flag: string, text: string, schema: ValueSchema): unknown {
  const alternatives = alternativesOf(schema) ?? [schema];
  for (const alternative of alternatives) {
    const value = tryParse(text, alternative);
    if (value !== undefined) return value;
  }
  throw new OptionError(`${flag} is '${text}': give ${alternatives.map(expectation).join(' or ')}`);
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
      return isScalar(schema.items) && !text.trim().startsWith('[')
        ? parseList(text, schema.items ?? {})
        : parseJson(text);
    default:
      return parseJson(text);
  }
}

function parseNumber(text: string): number | undefined {
  const value = Number(text);
  return text.trim() === '' || Number.isNaN(value) ? undefined : value;
}

function parseList(text: string, items: ValueSchema): unknown[] | undefined {
  if (text.trim() === '') return [];
  const values = text.split(',').map((part) => tryParse(part.trim(), items));
  return values.includes(undefined) ? undefined : values;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function alternativesOf(schema: ValueSchema): readonly ValueSchema[] | undefined {
  return schema.anyOf ?? schema.oneOf;
}

function isScalar(schema: ValueSchema | undefined): boolean {
  if (!schema) return false;
  const alternatives = alternativesOf(schema);
  if (alternatives) return alternatives.every(isScalar);
  return (
    schema.enum !== undefined ||
    schema.const !== undefined ||
    /^(integer|number|string)$/.test(schema.type ?? '')
  );
}

function expectation(schema: ValueSchema): string {
  if (schema.enum) return `one of ${schema.enum.join(', ')}`;
  if (schema.const !== undefined) return `'${schema.const}'`;
  if (schema.type === 'integer') return 'an integer';
  if (schema.type === 'number') return 'a number';
  if (schema.type === 'array') return isScalar(schema.items) ? 'a list such as 512,128' : 'a JSON list';
  if (schema.type === 'boolean') return 'true or false';
  return schema.type === 'string' ? 'text' : 'JSON';
}

/** Limits worth telling; those that zod adds to keep integers safe are not. */
function limits(schema: ValueSchema): string {
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

function defaultText(schema: ValueSchema): string {
  if (schema.default === undefined) return '';
  const value = schema.default;
  const isList = Array.isArray(value) && value.every((item) => typeof item !== 'object');
  return `(default: ${isList ? value.join(',') || 'none' : typeof value === 'string' ? value : JSON.stringify(value)})`;
}
