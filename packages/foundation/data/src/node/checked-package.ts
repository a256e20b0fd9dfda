import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DataError } from '@autoencoders/errors';

/** An npm package that holds a data set. */
export interface DataPackage {
  /** What the data set is called in messages. */
  readonly title: string;
  /** The name of the package. */
  readonly name: string;
  /** The folder of its files, from its own. */
  readonly folder: string;
  /** The SHA-256 of each file. */
  readonly checksums: Readonly<Record<string, string>>;
}

/**
 * Finds a data set's package, and gives what reads a file of it: its bytes, once they are those expected.
 *
 * @throws {DataError} when the package is not installed; on reading, when a file cannot be read or differs.
 */
export function openPackage({
  title,
  name,
  folder,
  checksums,
}: DataPackage): (file: string) => Promise<Uint8Array> {
  const inside = join(packageFolder(title, name), folder);
  return async (file) => {
    const path = join(inside, file);
    const bytes = await readFile(path).catch((error: Error) => {
      throw new DataError(`${title}'s file ${path} cannot be read: ${error.message}`, { cause: error });
    });
    const found = createHash('sha256').update(bytes).digest('hex');
    if (found !== checksums[file]) {
      throw new DataError(
        `${title}'s file ${path} is damaged or another version: its SHA-256 is ${found}, expected ${checksums[file]}`,
      );
    }
    return bytes;
  };
}

/** Installed beside this package, or beside the program that is run. */
function packageFolder(title: string, name: string): string {
  for (const from of [import.meta.url, pathToFileURL(join(process.cwd(), 'index.js')).href]) {
    try {
      return dirname(createRequire(from).resolve(`${name}/package.json`));
    } catch {}
  }
  throw new DataError(
    `${title} comes from the npm package '${name}', which is not installed: npm install ${name}`,
  );
}
