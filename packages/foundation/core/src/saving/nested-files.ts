import type { Files, StoredFiles } from '../stores/store.js';

/** Files with a folder before their paths. */
export function filesInto(folder: string, files: Iterable<readonly [string, Uint8Array]>): Files {
  return new Map([...files].map(([path, bytes]) => [`${folder}/${path}`, bytes]));
}

/** The store's files that lie in a folder, as a store that is only read. */
export function storeBelow(files: Files, folder: string, place: string): StoredFiles {
  const prefix = `${folder}/`;
  const below = [...files].filter(([path]) => path.startsWith(prefix));
  return {
    description: `'${folder}' of ${place}`,
    read: async () =>
      below.length === 0
        ? undefined
        : new Map(below.map(([path, bytes]) => [path.slice(prefix.length), bytes])),
  };
}
