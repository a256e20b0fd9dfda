import { DataError } from '@autoencoders/errors';
import { storage } from '../kept/storage.js';

/**
 * The files that were kept under an id.
 *
 * @throws {DataError} when the browser has dropped them.
 */
export async function ownFiles(id: string, title: string): Promise<readonly File[]> {
  const kept = await (await storage()).get('files', id);
  if (kept && kept.files.length > 0) return kept.files;
  throw new DataError(`the browser no longer has the files of '${title}': drop them again`);
}
