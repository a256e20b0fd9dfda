import { DataError } from '@autoencoders/errors';
import type { DataChoice } from '../configuration/configuration.js';
import { storage } from '../kept/storage.js';

type OwnChoice = Extract<DataChoice, { source: 'table' | 'images' }>;

/**
 * Keeps files in the browser, so that their runs can be opened again.
 *
 * @throws {DataError} when they are neither one table nor pictures.
 */
export async function keepOwnFiles(files: readonly File[]): Promise<OwnChoice> {
  const tables = files.filter(({ name }) => /\.(csv|tsv|txt)$/i.test(name));
  const pictures = files.filter(({ type }) => type.startsWith('image/'));
  const id = crypto.randomUUID();
  if (tables.length === 1 && files.length === 1) {
    await (await storage()).put('files', { id, files });
    return { source: 'table', id, title: files[0]!.name };
  }
  if (pictures.length > 0 && tables.length === 0) {
    await (await storage()).put('files', { id, files: pictures });
    return { source: 'images', id, title: `${pictures.length} pictures` };
  }
  const names = files.map(({ name }) => `'${name}'`).slice(0, 3);
  throw new DataError(`${names.join(', ')}: drop one CSV file, or pictures`);
}
