import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publishedRange } from './published-range.js';

/** Texts by the path of their file, relative to one folder, with `/` between names. */
export type Files = ReadonlyMap<string, string>;

const suffix = '.template';

/**
 * Reads sets of templates and fills them: `__KEY__` in a path or a text becomes `values.KEY`, `"__RANGE__"` after
 * the name of a package in JSON becomes the range of what was published of it.
 */
export function fillTemplates(sets: readonly string[], values: Readonly<Record<string, string>>): Files {
  const fill = (text: string) => text.replace(/__([A-Z]+)__/g, (found, key: string) => values[key] ?? found);
  const ranges = (text: string) =>
    text.replace(/"([^"]+)": "__RANGE__"/g, (_, name: string) => `"${name}": "${publishedRange(name)}"`);
  return new Map(
    sets
      .flatMap((set) => templatesBelow(fileURLToPath(new URL(`../templates/${set}`, import.meta.url))))
      .map(([path, text]) => [fill(path), fill(ranges(text))] as const),
  );
}

/** A suffix keeps templates away from compilers, linters and npm, which drops a `.gitignore`. */
function templatesBelow(folder: string): [string, string][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(suffix))
    .map((entry) => {
      const file = join(entry.parentPath, entry.name);
      const path = relative(folder, file).split(sep).join('/').slice(0, -suffix.length);
      return [path, readFileSync(file, 'utf8')];
    });
}
