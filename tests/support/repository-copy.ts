import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { root } from './packages.js';
import type { Registry } from './registry.js';
import { run } from './run.js';

/** Not part of a clone, or written for a moment by another test. */
const left = /^(node_modules|\.git|\.turbo|\.vite|runs|coverage)$|readme-snippet-/;

/**
 * Copies the repository with what was built in it to `folder` and installs it there: a clone to change at will,
 * for which `@autoencoders/*` comes from the registry given.
 *
 * @returns the environment for commands in it
 */
export async function copyRepository(folder: string, registry: Registry): Promise<NodeJS.ProcessEnv> {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(root).filter((name) => !left.test(name))) {
    cpSync(join(root, name), join(folder, name), {
      recursive: true,
      filter: (path) => !left.test(basename(path)),
    });
  }
  writeFileSync(join(folder, '.npmrc'), `@autoencoders:registry=${registry.url}\n`);
  const pnpm = join(root, 'node_modules/.bin/pnpm');
  const store = await run(pnpm, ['store', 'path', '--silent'], { cwd: root });
  const env = {
    ...process.env,
    // On a build server pnpm would refuse to add a package to the lockfile.
    CI: 'false',
    npm_config_cache: registry.env.npm_config_cache,
    // What the repository itself was installed from, which on another disk would not be pnpm's choice.
    npm_config_store_dir: store.stdout.trim(),
    npm_config_prefer_offline: 'true',
  };
  const installed = await run(pnpm, ['install'], { cwd: folder, env });
  if (installed.code !== 0) throw new Error(`pnpm install: ${installed.stdout}${installed.stderr}`);
  return env;
}
