import { alternativesOf } from './alternatives-of.js';
import { hasFewChoices } from './few-choices.js';
import { isFlatList } from './is-flat-list.js';
import type { ValueSchema } from './value-schema.js';

/** What stands for a value where it is still to be written: `N`, `NUMBER`, `N,…`, `relu|tanh`, `NAME|JSON`. */
export function placeholder(schema: ValueSchema): string {
  const alternatives = alternativesOf(schema);
  if (alternatives) return [...new Set(alternatives.map(placeholder))].join('|');
  if (schema.enum) return hasFewChoices(schema.enum) ? schema.enum.join('|') : 'NAME';
  if (schema.const !== undefined) return String(schema.const);
  if (schema.type === 'array') return isFlatList(schema) ? itemPlaceholders(schema) : 'JSON';
  if (schema.type === 'integer') return 'N';
  if (schema.type === 'number') return 'NUMBER';
  if (schema.type === 'string') return 'TEXT';
  if (schema.type === 'boolean') return 'true|false';
  return 'JSON';
}

function itemPlaceholders({ prefixItems = [], items }: ValueSchema): string {
  return [...prefixItems.map(placeholder), ...(items ? [placeholder(items), '…'] : [])].join(',');
}
