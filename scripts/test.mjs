// Everything that must hold before a change lands: lint, imports, types, build, package checks, tests.
// usage: node scripts/test.mjs [vitest filter …]
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const chromium = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const results = mkdtempSync(join(tmpdir(), 'autoencoders-test-'));
const count = { passed: 0, failed: 0, skipped: 0 };

step('lint and format', 'biome', ['ci', '.', '--reporter=summary']);
step('build', 'turbo', ['run', 'build', '--output-logs=errors-only']);
step('import directions', 'depcruise', ['--config', 'dependency-cruiser.config.mjs', 'packages', 'apps']);
// All sources in one program: package by package each would read those below it again.
step('types', 'tsc', ['--noEmit', '-p', 'tsconfig.json']);
step('published packages', 'turbo', ['run', 'check:package', '--output-logs=errors-only']);
browserPresent();
tests();

rmSync(results, { recursive: true, force: true });
const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
console.log(`\n${count.passed} passed, ${count.failed} failed${skipped}`);
process.exitCode = count.failed > 0 ? 1 : 0;

function step(title, command, args) {
  const seconds = run(title, command, args);
  console.log(`${seconds.failed ? 'FAILED' : 'ok'}: ${title} (${seconds.value.toFixed(0)} s)`);
  count[seconds.failed ? 'failed' : 'passed'] += 1;
}

function run(title, command, args) {
  console.log(`\n# ${title}`);
  const start = performance.now();
  const { status } = spawnSync(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1' },
  });
  return { failed: status !== 0, value: (performance.now() - start) / 1000 };
}

function browserPresent() {
  if (existsSync(chromium)) return;
  console.log(`\nbrowser tests skipped: there is no Chromium at ${chromium} (set CHROMIUM_PATH)`);
  if (process.env.CI) count.failed += 1;
}

function tests() {
  const file = join(results, 'vitest.json');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { failed } = run('tests', 'vitest', [...args, ...process.argv.slice(2)]);
  if (!existsSync(file)) {
    count.failed += 1;
    return;
  }
  const report = JSON.parse(readFileSync(file, 'utf8'));
  count.passed += report.numPassedTests;
  count.skipped += report.numPendingTests;
  // A file that fails to load fails no test of its own, yet the run has failed.
  count.failed += Math.max(report.numFailedTests, failed ? 1 : 0);
}
