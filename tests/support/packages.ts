import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A package that is published. */
export interface PublishedPackage {
  readonly name: string;
  readonly folder: string;
  readonly manifest: {
    readonly name: string;
    readonly version: string;
    readonly description?: string;
    readonly exports: Record<string, unknown>;
    readonly peerDependencies?: Record<string, string>;
  };
}

/** Every published package of the workspace, in the order of the folders. */
export function publishedPackages(): PublishedPackage[] {
  return readdirSync(join(root, 'packages')).flatMap((group) =>
    readdirSync(join(root, 'packages', group))
      .map((name) => join(root, 'packages', group, name))
      .filter((folder) => existsSync(join(folder, 'package.json')))
      .map((folder) => {
        const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
        return { name: manifest.name as string, folder, manifest };
      }),
  );
}
