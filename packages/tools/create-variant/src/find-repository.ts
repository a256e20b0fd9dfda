import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The root of the clone of this project's repository that a folder is in, looking upwards; `undefined` elsewhere. */
export function findRepository(from: string): string | undefined {
  const folder = resolve(from);
  if (isRepository(folder)) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : findRepository(parent);
}

function isRepository(folder: string): boolean {
  if (!existsSync(join(folder, 'pnpm-workspace.yaml'))) return false;
  try {
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      name?: string;
    } | null;
    return manifest?.name === 'autoencoders-monorepo';
  } catch {
    return false;
  }
}
