import { readFileSync } from 'node:fs';

type Manifest = Record<'dependencies' | 'devDependencies', Record<string, string>>;

/**
 * The range of a package that a new one asks for: `^` of the version that this package was built against, which
 * is among its own dependencies.
 *
 * @throws {Error} when it is not among them.
 */
export function publishedRange(name: string): string {
  const { dependencies, devDependencies } = readJson<Manifest>('package.json');
  const spec = { ...dependencies, ...devDependencies }[name];
  if (spec === undefined) throw new Error(`${name} is not among the dependencies of create-variant`);
  // In the workspace they name no version; it is that of the package linked beside.
  if (/^(workspace|catalog):/.test(spec)) return `^${linkedVersion(name)}`;
  return /^\d/.test(spec) ? `^${spec}` : spec;
}

function linkedVersion(name: string): string {
  return readJson<{ version: string }>(`node_modules/${name}/package.json`).version;
}

/** A file of this package, whether it runs from `src` or `dist`. */
function readJson<Value>(path: string): Value {
  return JSON.parse(readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')) as Value;
}
