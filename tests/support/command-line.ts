import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './packages.js';
import { type Ended, run } from './run.js';

/** The built command. */
export const main = join(root, 'packages/tools/cli/dist/main.js');

/** @throws {Error} saying what to do, where the command is not built. */
export function requireBuild(): void {
  if (!existsSync(main)) throw new Error(`${main} is not there: run "npm run build" first`);
}

/** Runs the built command to its end. */
export function autoencoders(
  args: readonly string[],
  options: Parameters<typeof run>[2] = {},
): Promise<Ended> {
  return run(process.execPath, [main, ...args], options);
}

/** The JSON object on the last line of what a command printed. */
export function lastLine(stdout: string): Record<string, unknown> {
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as Record<string, unknown>;
}

/** Every file below a folder, sorted. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

/** SHA-256 of each `weights.bin` of a saved model, by its path. */
export function weightHashes(model: string): Record<string, string> {
  const files = filesBelow(model).filter((file) => file.endsWith('.bin'));
  return Object.fromEntries(
    files.map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(join(model, file)))
        .digest('hex'),
    ]),
  );
}
