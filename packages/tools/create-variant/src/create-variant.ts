import { basename, dirname, relative, sep } from 'node:path';
import { checkVariantName, factoryName } from './check-names.js';
import { type Files, fillTemplates } from './fill-templates.js';
import { findPlace, type Place, type PlaceRequest } from './place.js';
import { writeWhole } from './write-whole.js';

/** Which variant, and where it is to be laid out. */
export interface VariantRequest extends PlaceRequest {
  /** Lower-case words joined by hyphens: `'laplacian-prior'`. */
  readonly name: string;
  /** Name of the package. Default `name`; inside this project's repository always `@autoencoders/NAME`. */
  readonly packageName?: string | undefined;
  /** Folder to write. Default `NAME`; inside this project's repository `packages/variants/NAME`. */
  readonly directory?: string | undefined;
  /** Where relative paths begin and the search for the repository starts. */
  readonly cwd: string;
}

/** What was written. */
export interface CreatedVariant {
  readonly folder: string;
  readonly packageName: string;
  /** Every file, relative to `cwd`. */
  readonly files: readonly string[];
  /** The commands to type next, from `cwd`. */
  readonly next: readonly string[];
}

/**
 * Lays out the package of a new variant, whole or not at all: a small autoencoder that works, its tests and README,
 * and a changeset.
 *
 * @throws {OptionError} when a name or directory cannot be, or something is there already.
 */
export function createVariant(request: VariantRequest): CreatedVariant {
  const { name, cwd } = request;
  checkVariantName(name);
  const place = findPlace(request);
  const { inside, beside } = filesFor(name, place);
  writeWhole(place.folder, inside, beside);
  const { folder, packageName } = place;
  const written = [...[...inside.keys()].map((path) => `${folder}/${path}`), ...beside.keys()];
  return {
    folder,
    packageName,
    files: written.map((file) => fromHere(file, cwd)).sort(),
    next: nextSteps(place, cwd),
  };
}

function filesFor(name: string, { folder, packageName, repository, changeset }: Place) {
  const path =
    repository === undefined ? basename(folder) : relative(repository, folder).split(sep).join('/');
  const values = {
    NAME: name,
    PACKAGE: packageName,
    FACTORY: factoryName(name),
    DIRECTORY: path,
    GROUP: basename(dirname(path)),
  };
  const beside = new Map<string, string>();
  const inside = new Map(
    fillTemplates(['shared', repository === undefined ? 'standalone' : 'repository'], values),
  );
  for (const text of fillTemplates(['changeset'], values).values()) {
    if (repository === undefined) inside.set(relative(folder, changeset).split(sep).join('/'), text);
    else beside.set(changeset, text);
  }
  return { inside: inside as Files, beside: beside as Files };
}

function nextSteps({ folder, packageName, repository }: Place, cwd: string): string[] {
  const at = fromHere(repository ?? folder, cwd);
  const enter = at === '' ? [] : [`cd ${quoted(at)}`];
  if (repository === undefined) return [...enter, 'npm install', 'npm run build', 'npm test'];
  return [
    ...enter,
    'npx pnpm install',
    `npx vitest run --project node ${fromHere(folder, repository)}`,
    `npx pnpm --filter ${packageName} run build`,
  ];
}

function fromHere(path: string, cwd: string): string {
  return relative(cwd, path).split(sep).join('/');
}

function quoted(path: string): string {
  return /^[\w./@-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
