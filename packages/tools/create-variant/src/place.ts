import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { OptionError } from '@autoencoders/errors';
import { checkPackageName } from './check-names.js';
import { findRepository } from './find-repository.js';

/** Where a new variant goes, and what its package is called. */
export interface Place {
  readonly folder: string;
  readonly packageName: string;
  /** The file for its first changeset. */
  readonly changeset: string;
  /** The root of this project's repository, where the folder is inside it. */
  readonly repository?: string;
}

/** What decides on the place. */
export interface PlaceRequest {
  readonly name: string;
  readonly packageName?: string | undefined;
  readonly directory?: string | undefined;
  readonly cwd: string;
}

/**
 * Finds the place for a new variant: `packages/variants/NAME` inside this project's repository, the folder `NAME`
 * elsewhere. A directory given decides by where it is itself.
 *
 * @throws {OptionError} when the name of the package or the directory cannot be, or something is there already.
 */
export function findPlace(request: PlaceRequest): Place {
  const { name, cwd } = request;
  const asked = request.directory === undefined ? undefined : resolve(cwd, request.directory);
  const repository = findRepository(asked === undefined ? cwd : dirname(asked));
  const place =
    repository === undefined
      ? standalonePlace(request, asked ?? resolve(cwd, name))
      : repositoryPlace(request, repository, asked ?? join(repository, 'packages/variants', name));
  checkFree(place.folder);
  return place;
}

function standalonePlace({ name, packageName = name }: PlaceRequest, folder: string): Place {
  checkPackageName(packageName);
  return { folder, packageName, changeset: join(folder, '.changeset', `${name}.md`) };
}

function repositoryPlace(
  { name, packageName, directory }: PlaceRequest,
  repository: string,
  folder: string,
): Place {
  const required = `@autoencoders/${name}`;
  if (packageName !== undefined && packageName !== required) {
    throw new OptionError(
      `--name is '${packageName}': inside this repository the package is ${required}, leave --name out`,
    );
  }
  const path = relative(repository, folder).split(sep).join('/');
  if (path !== `packages/variants/${name}` && path !== `packages/hybrids/${name}`) {
    throw new OptionError(
      `--directory is '${directory}': inside this repository give packages/variants/${name} or packages/hybrids/${name}`,
    );
  }
  const changeset = join(repository, '.changeset', `${name}.md`);
  for (const taken of [...packagesNamed(name, repository), changeset].filter((file) => file !== folder)) {
    if (existsSync(taken)) {
      throw new OptionError(`NAME is '${name}': ${relative(repository, taken)} is there already`);
    }
  }
  return { folder, packageName: required, changeset, repository };
}

/** Every folder of the workspace that a package of this name would be in. */
function packagesNamed(name: string, repository: string): string[] {
  const groups = join(repository, 'packages');
  return existsSync(groups) ? readdirSync(groups).map((group) => join(groups, group, name)) : [];
}

function checkFree(folder: string): void {
  if (!existsSync(folder)) return;
  if (!statSync(folder).isDirectory()) {
    throw new OptionError(`${folder} is a file: choose another --directory`);
  }
  if (readdirSync(folder).length > 0) {
    throw new OptionError(
      `${folder} is there and not empty: choose a NAME other than ${basename(folder)}, or a --directory`,
    );
  }
}
