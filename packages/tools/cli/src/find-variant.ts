import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { VariantFactory } from '@autoencoders/core';
import { OptionError } from '@autoencoders/errors';

/** A variant and the package that it came from. */
export interface FoundVariant {
  readonly factory: VariantFactory;
  /** What to import to have it again. */
  readonly packageName: string;
}

const scope = '@autoencoders/';

/**
 * Finds a variant by its kind (`variational`) or by the name of the package that exports it. Packages are
 * looked for among those that this command depends on, then from the folder it runs in, so that a variant
 * of one's own needs only to be installed there.
 *
 * @throws {OptionError} listing the variants there are.
 */
export async function findVariant(name: string, cwd: string): Promise<FoundVariant> {
  for (const packageName of candidates(name)) {
    const exports = await importPackage(packageName, cwd);
    if (!exports) continue;
    const factories = Object.values(exports).filter(isVariantFactory);
    const factory =
      factories.find(({ kind }) => kind === name || packageName === scope + kind) ??
      (factories.length === 1 && packageName === name ? factories[0] : undefined);
    if (factory) return { factory, packageName };
  }
  // A package may have more variants than the one that it is named after.
  const listed = await listVariants(cwd);
  const other = listed.find(({ factory }) => factory.kind === name);
  if (other) return other;
  const available = listed.map(({ factory }) => factory.kind);
  throw new OptionError(`there is no variant '${name}': the variants here are ${available.join(', ')}`);
}

/** Every variant among the packages of this scope that can be imported here, in alphabetical order. */
export async function listVariants(cwd: string): Promise<FoundVariant[]> {
  const found = new Map<string, FoundVariant>();
  for (const packageName of installedPackages(cwd)) {
    const exports = await importPackage(packageName, cwd).catch(() => undefined);
    for (const factory of Object.values(exports ?? {}).filter(isVariantFactory)) {
      if (!found.has(factory.kind)) found.set(factory.kind, { factory, packageName });
    }
  }
  return [...found.values()].sort((a, b) => (a.factory.kind < b.factory.kind ? -1 : 1));
}

function candidates(name: string): string[] {
  if (!/^(@[\w.-]+\/)?[\w.-]+$/.test(name) || name.startsWith('.')) return [];
  return name.startsWith('@') ? [name] : [scope + name, name];
}

async function importPackage(name: string, cwd: string): Promise<Record<string, unknown> | undefined> {
  try {
    return (await import(/* @vite-ignore */ name)) as Record<string, unknown>;
  } catch (error) {
    if (!isMissing(error, name)) throw error;
  }
  const entry = entryFrom(name, cwd);
  return entry === undefined
    ? undefined
    : ((await import(/* @vite-ignore */ entry)) as Record<string, unknown>);
}

/** A failure inside a package that is there is not a missing package. */
function isMissing(error: unknown, name: string): boolean {
  const { code, message = '' } = error as NodeJS.ErrnoException;
  if (code !== 'ERR_MODULE_NOT_FOUND' && code !== 'MODULE_NOT_FOUND') return false;
  return message.includes(`'${name}'`);
}

/** The module that `import name` would load from a file in `cwd`. */
function entryFrom(name: string, cwd: string): string | undefined {
  const root = packageFolder(name, cwd);
  if (root === undefined) return undefined;
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    exports?: unknown;
    main?: string;
  };
  const entry = entryOf(manifest.exports) ?? manifest.main ?? 'index.js';
  return pathToFileURL(join(root, entry)).href;
}

/** `require.resolve` knows no `import` condition, so the folder is found first and its exports read here. */
function packageFolder(name: string, cwd: string): string | undefined {
  const paths = createRequire(join(cwd, 'noop.js')).resolve.paths(name) ?? [];
  for (const path of paths) {
    const folder = join(path, name);
    try {
      readFileSync(join(folder, 'package.json'));
      return folder;
    } catch {
      // Not in this one: the next folder up is asked.
    }
  }
  return undefined;
}

function entryOf(exports: unknown): string | undefined {
  if (typeof exports === 'string') return exports;
  if (exports === null || typeof exports !== 'object') return undefined;
  const conditions = exports as Record<string, unknown>;
  for (const key of ['.', 'node', 'import', 'module', 'default']) {
    const entry = key in conditions ? entryOf(conditions[key]) : undefined;
    if (entry !== undefined) return entry;
  }
  return undefined;
}

function installedPackages(cwd: string): string[] {
  const ownManifest = join(dirname(fileURLToPath(import.meta.url)), '../package.json');
  const { dependencies = {} } = JSON.parse(readFileSync(ownManifest, 'utf8')) as {
    dependencies?: Record<string, string>;
  };
  const names = new Set(Object.keys(dependencies).filter((name) => name.startsWith(scope)));
  for (const path of createRequire(join(cwd, 'noop.js')).resolve.paths(scope) ?? []) {
    try {
      for (const name of readdirSync(join(path, scope))) names.add(scope + name);
    } catch {
      // No packages of this scope in that folder.
    }
  }
  return [...names].sort();
}

/** A part of something else is none: it cannot be trained by itself. */
function isVariantFactory(value: unknown): value is VariantFactory {
  const isFactory = typeof value === 'function' && 'kind' in value && 'options' in value && 'roles' in value;
  return isFactory && !('partOf' in value);
}
