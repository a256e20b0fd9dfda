import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { publishedPackages, root } from './support/packages.js';
import { firstSnippet } from './support/snippets.js';

const changesets = readdirSync(join(root, '.changeset'))
  .filter((file) => file.endsWith('.md'))
  .map((file) => readFileSync(join(root, '.changeset', file), 'utf8'))
  .join('\n');

describe.each(publishedPackages().map((found) => [found.name, found] as const))('%s', (name, found) => {
  const sources = (readdirSync(join(found.folder, 'src'), { recursive: true }) as string[]).filter((file) =>
    file.endsWith('.ts'),
  );

  it('has a README whose first snippet can be run', () => {
    const readme = join(found.folder, 'README.md');
    expect(existsSync(readme)).toBe(true);
    expect(firstSnippet(readme)).toBeDefined();
    expect(readFileSync(readme, 'utf8')).toContain(name);
  });

  it('has tests', () => {
    expect(sources.some((file) => file.endsWith('.test.ts'))).toBe(true);
  });

  it('has a changelog, or a changeset that will make one', () => {
    const released = existsSync(join(found.folder, 'CHANGELOG.md'));
    expect(released || changesets.includes(`'${name}'`) || changesets.includes(`"${name}"`)).toBe(true);
  });

  it('keeps its index a list of named exports', () => {
    const index = readFileSync(join(found.folder, 'src/index.ts'), 'utf8');
    const code = index.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
    const statements = code
      .split(';')
      .map((statement) => statement.trim())
      .filter((statement) => statement !== '');
    expect(statements.length).toBeGreaterThan(0);
    for (const statement of statements) expect(statement).toMatch(/^export (type )?\{[^*]*\} from '[^']+'$/s);
  });

  it('publishes only what it built', () => {
    const { manifest } = found;
    expect(manifest.exports['.']).toBeDefined();
    expect(manifest.description).toMatch(/\.$/);
  });
});
