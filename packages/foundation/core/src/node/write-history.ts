import { join } from 'node:path';
import { writeFileAtomic } from '@autoencoders/data/node';
import type { History } from '../training/history.js';
import { historyCsv } from '../training/history-csv.js';

/**
 * Writes a history into a folder, as `history.json` and `history.csv`.
 *
 * @throws {StorageError} when the file system refuses.
 */
export async function writeHistory(folder: string, history: History): Promise<void> {
  await writeFileAtomic(join(folder, 'history.json'), `${JSON.stringify(history, undefined, 2)}\n`);
  await writeFileAtomic(join(folder, 'history.csv'), historyCsv(history));
}
