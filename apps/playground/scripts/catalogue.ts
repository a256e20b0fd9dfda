import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { valueSchemas } from '@autoencoders/core/options';
import type { Plugin } from 'vite';
import type { z } from 'zod';

const names = ['virtual:catalogue', 'virtual:factories'] as const;

interface Found {
  readonly packageName: string;
  readonly exportName: string;
  readonly kind: string;
  readonly summary: string;
  readonly options: object;
  readonly required: readonly string[];
}

/**
 * What the variants among the page's dependencies say of themselves, read when the page is built: `virtual:catalogue`
 * for forms, without the engine, and `virtual:factories` to make models of. A new variant is offered once its package
 * is a dependency.
 */
export function catalogue(): Plugin {
  let root = '';
  let found: Promise<readonly Found[]> | undefined;
  return {
    name: 'catalogue',
    configResolved: (config) => {
      root = config.root;
    },
    resolveId: (id) => (names.some((name) => name === id) ? `\0${id}` : undefined),
    load: async (id) => {
      const name = names.find((each) => id === `\0${each}`);
      if (name === undefined) return undefined;
      found ??= findVariants(root);
      return name === 'virtual:catalogue' ? catalogueModule(await found) : factoriesModule(await found);
    },
  };
}

function catalogueModule(found: readonly Found[]): string {
  const listed = found.map(({ kind, summary, packageName, exportName, options, required }) => ({
    kind,
    summary,
    packageName,
    exportName,
    options,
    required,
  }));
  return `export const variants = ${JSON.stringify(listed)};`;
}

function factoriesModule(found: readonly Found[]): string {
  const entries = found.map(
    ({ kind, packageName, exportName }) =>
      `${JSON.stringify(kind)}: () => import(${JSON.stringify(packageName)}).then((all) => all.${exportName})`,
  );
  return `export const factories = {${entries.join(',\n')}};`;
}

async function findVariants(root: string): Promise<readonly Found[]> {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const packages = Object.keys(dependencies).filter(
    (name) => name.startsWith('@autoencoders/') && name !== '@autoencoders/app-kit',
  );
  const found: Found[] = [];
  for (const packageName of packages) {
    const exports = (await import(/* @vite-ignore */ packageName)) as Record<string, unknown>;
    for (const [exportName, value] of Object.entries(exports)) {
      if (!isFactory(value)) continue;
      found.push({
        packageName,
        exportName,
        kind: value.kind,
        summary: value.summary,
        options: valueSchemas(value.options),
        required: requiredOf(value.options),
      });
    }
  }
  return found.sort((a, b) => (a.kind < b.kind ? -1 : 1));
}

/** Options that have neither a default nor may be left out. */
function requiredOf({ shape }: Factory['options']): string[] {
  return Object.entries(shape).flatMap(([name, schema]) =>
    schema.safeParse(undefined).success ? [] : [name],
  );
}

interface Factory {
  readonly kind: string;
  readonly summary: string;
  readonly options: z.ZodObject<Record<string, z.ZodType>>;
}

/** A part of something else is none: it cannot be trained by itself. */
function isFactory(value: unknown): value is Factory {
  return typeof value === 'function' && 'kind' in value && 'options' in value && !('partOf' in value);
}
