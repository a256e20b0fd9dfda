import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from './index.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'create-variant-run-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Runs the command in a folder below `root` and collects what it writes. */
async function create(argv: readonly string[], below = '') {
  const written = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof written) => ({
    write: (text: string) => {
      written[name] += text;
    },
  });
  const cwd = join(root, below);
  const code = await run(argv, { stdout: stream('stdout'), stderr: stream('stderr'), cwd });
  return { code, ...written };
}

/** Makes `root` look like this project's repository. */
function makeRepository() {
  writeFileSync(join(root, 'pnpm-workspace.yaml'), '');
  writeFileSync(join(root, 'package.json'), '{ "name": "autoencoders-monorepo" }');
  for (const folder of ['.changeset', 'packages/variants', 'packages/foundation/core', 'apps/quickstart']) {
    mkdirSync(join(root, folder), { recursive: true });
  }
  writeFileSync(join(root, 'packages/foundation/core/package.json'), '{}');
}

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const filesBelow = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

describe('elsewhere', () => {
  it('writes a package of its own, on ranges, with no placeholder left, and says how to go on', async () => {
    const { code, stdout, stderr } = await create(['my-variant', '--name', '@me/mine']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(readdirSync(root)).toEqual(['my-variant']);
    for (const file of filesBelow('my-variant')) {
      expect(file).not.toMatch(/__|\.template$/);
      expect(readFileSync(file, 'utf8')).not.toMatch(/__[A-Z]+__|workspace:|catalog:/);
    }
    const manifest = JSON.parse(read('my-variant/package.json'));
    expect(manifest.name).toBe('@me/mine');
    const { dependencies, devDependencies, peerDependencies } = manifest;
    for (const range of Object.values({ ...dependencies, ...devDependencies, ...peerDependencies })) {
      expect(range).toMatch(/^\^\d+\.\d+\.\d+$/);
    }
    expect(manifest.scripts).toMatchObject({ build: 'tsup', test: 'vitest run', typecheck: 'tsc --noEmit' });
    expect(read('my-variant/src/index.ts')).toContain('export { myVariantAutoencoder }');
    expect(read('my-variant/.changeset/my-variant.md')).toContain("'@me/mine': minor");
    expect(read('my-variant/.gitignore')).toContain('node_modules/');
    expect(
      stdout
        .split('Next:')[1]!
        .trim()
        .split(/\s*\n\s*/),
    ).toEqual(['cd my-variant', 'npm install', 'npm run build', 'npm test']);
  });

  it('writes into a directory given, new or empty, the present one too', async () => {
    expect(await create(['mine', '--directory', 'deep/new folder'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("cd 'deep/new folder'"),
    });
    expect(JSON.parse(read('deep/new folder/package.json')).name).toBe('mine');
    mkdirSync(join(root, 'empty'));
    const { code, stdout } = await create(['mine', '--directory', '.'], 'empty');
    expect(code).toBe(0);
    expect(stdout).not.toContain('cd ');
    expect(existsSync(join(root, 'empty/src/mine-autoencoder.ts'))).toBe(true);
  });

  it('is also what another workspace is', async () => {
    writeFileSync(join(root, 'pnpm-workspace.yaml'), '');
    writeFileSync(join(root, 'package.json'), '{ "name": "another" }');
    await create(['mine']);
    expect(read('mine/package.json')).not.toContain('workspace:');
  });

  it('leaves alone what is there', async () => {
    mkdirSync(join(root, 'full'));
    writeFileSync(join(root, 'full/note.txt'), 'mine');
    writeFileSync(join(root, 'file'), 'mine');
    for (const [name, message] of [
      ['full', /full is there and not empty/],
      ['file', /file is a file/],
    ] as const) {
      const { code, stdout, stderr } = await create([name]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(message);
      expect(stderr).toMatch(/^error: OptionError: [^\n]+\n$/);
    }
    expect(readdirSync(root).sort()).toEqual(['file', 'full']);
    expect(readdirSync(join(root, 'full'))).toEqual(['note.txt']);
  });
});

describe("inside this project's repository", () => {
  beforeEach(makeRepository);

  it('writes one of the workspace, from any folder in it, and a changeset', async () => {
    const { code, stdout } = await create(['my-variant'], 'apps/quickstart');
    expect(code).toBe(0);
    const manifest = JSON.parse(read('packages/variants/my-variant/package.json'));
    expect(manifest).toMatchObject({
      name: '@autoencoders/my-variant',
      repository: { directory: 'packages/variants/my-variant' },
      dependencies: { '@autoencoders/core': 'workspace:^', zod: 'catalog:' },
      peerDependencies: { '@tensorflow/tfjs': 'catalog:' },
    });
    expect(read('.changeset/my-variant.md')).toContain("'@autoencoders/my-variant': minor");
    expect(read('packages/variants/my-variant/turbo.json')).toContain('["variants"]');
    for (const file of filesBelow('packages/variants')) {
      expect(readFileSync(file, 'utf8')).not.toMatch(/__[A-Z]+__/);
    }
    expect(readdirSync(join(root, 'packages/variants'))).toEqual(['my-variant']);
    expect(stdout).toContain('cd ../..\n  npx pnpm install\n');
    expect(stdout).toContain('packages/variants/my-variant\n');
  });

  it('writes a hybrid where that is asked for', async () => {
    expect((await create(['mine', '--directory', 'packages/hybrids/mine'])).code).toBe(0);
    expect(read('packages/hybrids/mine/turbo.json')).toContain('["hybrids"]');
  });

  it('writes a package of its own where the directory is outside', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'create-variant-outside-'));
    try {
      expect((await create(['mine', '--directory', join(outside, 'mine')])).code).toBe(0);
      expect(existsSync(join(outside, 'mine/.gitignore'))).toBe(true);
    } finally {
      rmSync(outside, { recursive: true });
    }
  });

  it.each([
    [['core'], /NAME is 'core': packages\/foundation\/core is there already/],
    [
      ['mine', '--name', 'mine'],
      /--name is 'mine': inside this repository the package is @autoencoders\/mine/,
    ],
    [['mine', '--directory', 'apps/mine'], /--directory is 'apps\/mine': .* give packages\/variants\/mine/],
    [['told'], /NAME is 'told': \.changeset\/told\.md is there already/],
  ])('refuses %j and writes nothing', async (argv, message) => {
    writeFileSync(join(root, '.changeset/told.md'), 'mine');
    const before = filesBelow('');
    const { code, stderr } = await create(argv);
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
    expect(filesBelow('')).toEqual(before);
  });
});

describe('usage', () => {
  it.each([
    [[], /missing required argument 'NAME'/],
    [['My_Variant'], /NAME is 'My_Variant'/],
    [['mine', 'more'], /too many arguments/],
    [['mine', '--name', 'No Name'], /--name is 'No Name'/],
    [['mine', '--name'], /argument missing/],
    [['mine', '--frob'], /unknown option '--frob'/],
  ])('answers %j with one line and exit code 2, and writes nothing', async (argv, message) => {
    const { code, stdout, stderr } = await create(argv);
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^error: OptionError: [^\n]+\n$/);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(readdirSync(root)).toEqual([]);
  });

  it('prints help and version on standard output', async () => {
    expect(await create(['--help'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/NAME[\s\S]*--name[\s\S]*--directory/),
      stderr: '',
    });
    expect(await create(['--version'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });

  it('ends with 1 where the folder cannot be written', async () => {
    writeFileSync(join(root, 'file'), '');
    const { code, stderr } = await create(['mine', '--directory', 'file/mine']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: [^\n]*(ENOTDIR|EEXIST)[^\n]*\n$/);
  });
});
