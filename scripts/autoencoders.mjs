// The command line from the root of a clone: installs and builds once, then hands over.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../packages/tools/cli/dist/main.js', import.meta.url));
if (!existsSync(main)) {
  const bootstrap = fileURLToPath(new URL('bootstrap.mjs', import.meta.url));
  const { status } = spawnSync(process.execPath, [bootstrap, '--quiet'], { stdio: ['ignore', 2, 2] });
  if (status !== 0) process.exit(1);
}
// In the same process, so that signals reach the command itself.
process.argv.splice(1, 1, main);
await import(main);
