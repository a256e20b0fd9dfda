import {
  choicesText,
  limitsText,
  parseValue,
  placeholder,
  type ValueSchema,
  valueSchemas,
  valueText,
} from '@autoencoders/core/options';
import { Option } from 'commander';
import type { z } from 'zod';

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
  return Object.entries(valueSchemas(schema)).map(([name, value]) => toFlag(name, value, taken));
}

/** `latentDim` as `latent-dim`. */
export function kebabCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function toFlag(name: string, schema: ValueSchema, taken: ReadonlySet<string>): VariantFlag {
  const flag = taken.has(name) ? `model-${kebabCase(name)}` : kebabCase(name);
  const parts = [schema.description, choicesText(schema), limitsText(schema), defaultText(schema)];
  const description = parts.filter(Boolean).join(' ');
  if (schema.type === 'boolean') {
    const on = new Option(`--${flag}`, description);
    return { name, attribute: on.attributeName(), options: [on, new Option(`--no-${flag}`).hideHelp()] };
  }
  const option = new Option(`--${flag} <${placeholder(schema)}>`, description);
  option.argParser((text) => parseValue(`--${flag}`, text, schema));
  return { name, attribute: option.attributeName(), options: [option] };
}

function defaultText(schema: ValueSchema): string {
  return schema.default === undefined ? '' : `(default: ${valueText(schema.default)})`;
}
