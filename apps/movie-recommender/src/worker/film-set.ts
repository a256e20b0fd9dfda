import { DataError } from '@autoencoders/errors';
import { type Catalogue, readCatalogue } from '../catalogue/catalogue.js';
import { type FilmQuery, type FoundFilms, filmFinder } from '../catalogue/find-films.js';

/** Films that the page can show, in a folder beside it. */
export interface FilmSet {
  readonly folder: string;
  readonly catalogue: Catalogue;
  readonly find: (query: FilmQuery) => FoundFilms;
}

/** The folders of films there are, the first to be shown. */
export async function filmSets(): Promise<readonly string[]> {
  return JSON.parse(new TextDecoder().decode(await bytesAt('film-sets.json'))) as string[];
}

/** Opens a set of films. @throws {DataError} when it does not answer. @throws {ModelFormatError} when it is damaged. */
export async function openFilmSet(folder: string): Promise<FilmSet> {
  const name = `${folder}/catalogue.json`;
  const catalogue = readCatalogue(new TextDecoder().decode(await bytesAt(name)), name);
  return { folder, catalogue, find: filmFinder(catalogue) };
}

/** The bytes at an address below the page. @throws {DataError} when it does not answer. */
export async function bytesAt(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(new URL(path, pageFolder())).catch((error: unknown) => {
    throw new DataError(`${path} cannot be loaded: is the server there? Load the page again`, {
      cause: error,
    });
  });
  if (!response.ok) throw new DataError(`${path} answers ${response.status}: build the page again`);
  return new Uint8Array(await response.arrayBuffer());
}

/** Where the page is: a worker's own address is in the folder of its code. */
function pageFolder(): URL {
  return new URL(import.meta.env.DEV ? '/' : '../', self.location.href);
}
