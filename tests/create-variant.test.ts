import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from './support/packages.js';
import { publish, type Registry, startRegistry } from './support/registry.js';
import { copyRepository } from './support/repository-copy.js';
import { type Ended, run } from './support/run.js';
import { asJavaScript, firstSnippet } from './support/snippets.js';
import { walkThrough } from './support/walk-through.js';

const scratch = mkdtempSync(join(tmpdir(), 'create-variant-'));
const clone = join(scratch, 'clone');
let registry: Registry;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  registry = await startRegistry(scratch);
  [env] = await Promise.all([
    copyRepository(clone, registry),
    // And all that it writes into a package's dependencies.
    publish(registry, ['@autoencoders/create-variant...']),
  ]);
}, 600_000);

afterAll(() => {
  registry?.close();
  rmSync(scratch, { recursive: true, force: true });
});

/** Types commands into a shell, of which the first that fails is the last. */
async function type(commands: string, cwd: string, env: NodeJS.ProcessEnv): Promise<Ended> {
  const ended = await run('sh', ['-exc', commands], { cwd, env });
  expect(ended, `${ended.stdout}\n${ended.stderr}`).toMatchObject({ code: 0 });
  return ended;
}

// Both wait for npm most of the time.
describe.concurrent('a new variant', () => {
  it('in a clone: the walk-through of CONTRIBUTING.md leads to a package that meets every demand', async () => {
    const outputs: string[] = [];
    for (const step of walkThrough(join(root, 'CONTRIBUTING.md'), 'Add a variant')) {
      if ('commands' in step) {
        outputs.push((await type(step.commands, clone, env)).stdout);
      } else {
        const file = join(clone, step.path);
        // Every file of the walk-through is one that the command laid out.
        expect(existsSync(file), step.path).toBe(true);
        writeFileSync(file, step.contents);
      }
    }
    const folder = join(clone, 'packages/variants/laplacian-prior');
    const output = outputs.join('\n');
    // None of the commands ended well for want of anything to do.
    for (const expected of [
      'Laid out @autoencoders/laplacian-prior',
      'laplacian-prior/src/conformance.test.ts',
      'laplacian-prior/src/laplacian-prior-autoencoder.test.ts',
      'tests/readme.test.ts',
      'tests/structure.test.ts',
    ]) {
      expect(output).toContain(expected);
    }
    expect(existsSync(join(folder, 'dist/index.d.ts'))).toBe(true);
    expect(existsSync(join(clone, 'runs/laplacian-prior/report.html'))).toBe(true);
    const manifest = readFileSync(join(clone, 'packages/tools/cli/package.json'), 'utf8');
    expect(manifest).toContain('"@autoencoders/laplacian-prior": "workspace:^"');
    // Nothing is left of the template.
    await type(`! grep -rn TODO ${folder}/src ${folder}/README.md .changeset`, clone, env);
    await type(
      'npx depcruise --config dependency-cruiser.config.mjs packages/variants/laplacian-prior',
      clone,
      env,
    );
  }, 600_000);

  it('in a clone: is laid out for the linter, whatever the length of its name', async () => {
    const folder = join(scratch, 'lint');
    mkdirSync(join(folder, '.changeset'), { recursive: true });
    for (const file of ['package.json', 'pnpm-workspace.yaml', 'biome.json', '.gitignore']) {
      writeFileSync(join(folder, file), readFileSync(join(root, file)));
    }
    const command = join(root, 'packages/tools/create-variant/bin/create-variant.js');
    const names = ['a', `a${'-b'.repeat(19)}c`, `zebra-${'z'.repeat(34)}`];
    for (const name of names) await type(`'${process.execPath}' '${command}' ${name}`, folder, process.env);
    await type(`'${join(root, 'node_modules/.bin/biome')}' ci packages`, folder, process.env);
  });

  it('elsewhere: npm create lays out a package that installs, builds, passes its tests and can be published', async () => {
    const folder = join(scratch, 'elsewhere');
    mkdirSync(folder);
    const { stdout } = await type('npm create @autoencoders/variant my-variant', folder, registry.env);
    const next = stdout.split('Next:\n')[1]!;
    expect(next).toMatch(/cd my-variant\s+npm install\s+npm run build\s+npm test/);
    const done = await type(next, folder, registry.env);
    expect(done.stdout).toContain('src/conformance.test.ts');
    expect(done.stdout).toContain('src/my-variant-autoencoder.test.ts');

    const made = join(folder, 'my-variant');
    writeFileSync(join(made, 'snippet.mjs'), asJavaScript(firstSnippet(join(made, 'README.md'))!.code));
    const publint = join(root, 'node_modules/.bin/publint');
    const checks = `npm run typecheck && node snippet.mjs && '${publint}' --strict && npx changeset version`;
    expect((await type(checks, made, registry.env)).stdout).toContain('squaredError');
    expect(JSON.parse(readFileSync(join(made, 'package.json'), 'utf8')).version).toBe('0.1.0');
  }, 600_000);
});
