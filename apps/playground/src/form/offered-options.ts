import type { ValueSchema } from '@autoencoders/core/options';

/** Options that the page settles itself. */
const settled = new Set(['inputShape', 'seed', 'features']);

/** Options that are asked for first, whichever variant has them. */
const foremost = [
  'latentDim',
  'architecture',
  'hidden',
  'filters',
  'classes',
  'clusters',
  'beta',
  'sparsity',
  'corruption',
];

/** The options of a variant that a form shows: those that matter most, and the others. */
export function offeredOptions(options: Readonly<Record<string, ValueSchema>>): {
  readonly first: readonly string[];
  readonly others: readonly string[];
} {
  const names = Object.keys(options).filter((name) => !settled.has(name));
  return {
    first: foremost.filter((name) => names.includes(name)),
    others: names.filter((name) => !foremost.includes(name)),
  };
}
