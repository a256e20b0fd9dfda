// Brings the pinned pnpm, installs with the frozen lockfile and builds, each only when something changed.
// usage: node scripts/bootstrap.mjs [--install-only] [--quiet]
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const quiet = process.argv.includes('--quiet');
const installOnly = process.argv.includes('--install-only');
const stamp = join(root, 'node_modules', '.installed');

checkNode();
if (installedHash() !== lockHash()) install();
if (!installOnly) build();

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`error: Node ${process.versions.node} is too old: install Node 20.19 or newer`);
  process.exit(1);
}

function lockHash() {
  const files = ['pnpm-lock.yaml', 'pnpm-workspace.yaml'];
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(join(root, file)));
  return hash.update(process.versions.node).digest('hex');
}

function installedHash() {
  return existsSync(stamp) ? readFileSync(stamp, 'utf8') : undefined;
}

function install() {
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  if (!quiet) console.log(`Installing with ${packageManager} …`);
  run('npx', ['-y', packageManager, 'install', '--frozen-lockfile', '--reporter=append-only']);
  writeFileSync(stamp, lockHash());
}

function build() {
  if (!quiet) console.log('Building what changed …');
  run('turbo', ['run', 'build', '--output-logs=errors-only', '--log-order=grouped']);
}

/** Runs a command; its output is shown unless quiet, where only a failure shows it. */
function run(command, args) {
  const result = spawnSync(command, args, {
    cwd: root,
    // stdout stays free for what the caller prints.
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 2, 2],
    shell: process.platform === 'win32',
    maxBuffer: 1 << 28,
    env: {
      ...process.env,
      PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH}`,
      TURBO_TELEMETRY_DISABLED: '1',
      TURBO_NO_UPDATE_NOTIFIER: '1',
      npm_config_update_notifier: 'false',
    },
  });
  if (result.status === 0) return;
  if (quiet) process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}`);
  console.error(`error: '${command} ${args.join(' ')}' ended with ${result.error?.message ?? result.status}`);
  process.exit(1);
}
