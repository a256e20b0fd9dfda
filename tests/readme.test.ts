import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { publishedPackages, root } from './support/packages.js';
import { run } from './support/run.js';
import { asJavaScript, firstSnippet } from './support/snippets.js';

const scratch = mkdtempSync(join(tmpdir(), 'readme-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('the first snippet of each README runs as it stands', () => {
  const packages = publishedPackages().map((found) => [found.name, found] as const);

  it.each(packages)('%s', async (_name, { folder }) => {
    const { language, code } = firstSnippet(join(folder, 'README.md'))!;
    const ended = await (language === 'sh'
      ? runShell(code)
      : isTest(code)
        ? runTest(code)
        : runModule(folder, code));
    expect(ended, ended.stderr + ended.stdout).toMatchObject({ code: 0 });
    expect(ended.stdout).not.toBe('');
  });

  it('the root: npm start, in its quick form', async () => {
    expect(firstSnippet(join(root, 'README.md'))?.code).toContain('npm start');
    const out = join(scratch, 'quickstart');
    const args = ['start', '--', '--epochs', '1', '--train-size', '512', '--backend', 'wasm', '--out', out];
    const ended = await run('npm', args, { cwd: root });
    expect(ended, ended.stderr).toMatchObject({ code: 0 });
    expect(ended.stdout).toContain('report.html');
  });
});

/** Beside the package's own manifest, so that it is imported by its published name. */
async function runModule(folder: string, snippet: string) {
  const file = join(folder, `.readme-snippet-${process.pid}.mjs`);
  writeFileSync(file, asJavaScript(snippet));
  try {
    return await run(process.execPath, [file], { cwd: scratch });
  } finally {
    rmSync(file);
  }
}

/** A snippet that is a test file of its own. */
function isTest(snippet: string): boolean {
  return snippet.includes('describeAutoencoder(');
}

/** Among a variant's sources, where the suite and the variant are both at hand. */
async function runTest(snippet: string) {
  const file = join(root, `packages/variants/variational/src/readme-snippet-${process.pid}.test.ts`);
  writeFileSync(file, snippet);
  try {
    return await run(join(root, 'node_modules/.bin/vitest'), ['run', '--project', 'node', file], {
      cwd: root,
    });
  } finally {
    rmSync(file);
  }
}

const commands = {
  autoencoders: 'packages/tools/cli/dist/main.js',
  'create-variant': 'packages/tools/create-variant/bin/create-variant.js',
};

/** In an empty folder, with the workspace's commands on the path. */
function runShell(snippet: string) {
  for (const [name, main] of Object.entries(commands)) {
    const script = `#!/bin/sh\nexec '${process.execPath}' '${join(root, main)}' "$@"\n`;
    writeFileSync(join(scratch, name), script, { mode: 0o755 });
  }
  const env = { ...process.env, PATH: `${scratch}${delimiter}${process.env.PATH}` };
  return run('sh', ['-ec', snippet], { cwd: mkdtempSync(join(scratch, 'shell-')), env });
}
