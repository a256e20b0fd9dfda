import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findVariant, listVariants } from './find-variant.js';

const zod = pathToFileURL(createRequire(import.meta.url).resolve('zod')).href;
let cwd: string;

function install(name: string, source: string): void {
  const folder = join(cwd, 'node_modules', name);
  mkdirSync(folder, { recursive: true });
  const manifest = { name, type: 'module', exports: { '.': { types: './x.d.ts', default: './entry.js' } } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'entry.js'), source);
}

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'find-variant-'));
  const variant = (kind: string, as = 'make') => `
    import { z } from '${zod}';
    export const unrelated = () => 1;
    export const ${as} = Object.assign(() => { throw new Error(); }, {
      kind: '${kind}', summary: 'A ${kind} one.', roles: [], options: z.object({}),
    });`;
  install('@autoencoders/mine', variant('mine'));
  install(
    '@autoencoders/two',
    `${variant('two')}${variant('second', 'other').replace(/import.*|.*unrelated.*/g, '')}`,
  );
  install('someones-autoencoder', variant('theirs'));
  install('@autoencoders/broken', `import 'a-package-that-nobody-has';`);
  install('@autoencoders/none', 'export const nothing = 1;');
  install('@autoencoders/part', variant('part').replace('roles: []', "roles: [], partOf: 'a whole'"));
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

describe('findVariant', () => {
  it('finds a variant that is installed where the command runs', async () => {
    const found = await findVariant('mine', cwd);
    expect(found.packageName).toBe('@autoencoders/mine');
    expect(found.factory.kind).toBe('mine');
  });

  it('finds a variant beside the one that its package is named after', async () => {
    const found = await findVariant('second', cwd);
    expect([found.factory.kind, found.packageName]).toEqual(['second', '@autoencoders/two']);
    expect((await findVariant('two', cwd)).factory.kind).toBe('two');
  });

  it('finds a variant by the name of its package', async () => {
    expect((await findVariant('someones-autoencoder', cwd)).factory.kind).toBe('theirs');
  });

  it.each(['nothing-such', 'none', 'part', '../mine', '', '@autoencoders/../x'])(
    'refuses %j and lists what there is',
    async (name) => {
      await expect(findVariant(name, cwd)).rejects.toThrow(
        /there is no variant .*: the variants here are .*mine/,
      );
    },
  );

  it('does not hide the failure of a package that is there', async () => {
    await expect(findVariant('broken', cwd)).rejects.toThrow(/a-package-that-nobody-has/);
  });
});

describe('listVariants', () => {
  it('passes over packages that are no variant or cannot be loaded', async () => {
    const kinds = (await listVariants(cwd)).map(({ factory }) => factory.kind);
    expect(kinds).toContain('mine');
    expect(kinds).not.toContain('broken');
  });
});
