import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomic } from '@autoencoders/data/node';
import { DataError } from '@autoencoders/errors';
import { paths } from './paths.js';
import { withTables } from './report/readme.js';
import { resultTables } from './report/tables.js';
import type { BenchmarkResults } from './results.js';

/**
 * The committed results; `undefined` where there are none yet.
 *
 * @throws {DataError} when they are no JSON.
 */
export async function readCommitted(folder: string = paths.results): Promise<BenchmarkResults | undefined> {
  const path = join(folder, 'benchmarks.json');
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new DataError(`${path} cannot be read: ${(error as Error).message}`, { cause: error });
  }
  try {
    return JSON.parse(text) as BenchmarkResults;
  } catch (error) {
    throw new DataError(`${path} is damaged: restore it, or measure anew`, { cause: error });
  }
}

/** Writes `benchmarks.json` and `benchmarks.md`, each whole or not at all. */
export async function writeResults(folder: string, results: BenchmarkResults): Promise<void> {
  await writeFileAtomic(join(folder, 'benchmarks.json'), `${JSON.stringify(results, undefined, 2)}\n`);
  await writeFileAtomic(join(folder, 'benchmarks.md'), `${resultTables(results).trim()}\n`);
}

/** Puts the tables of results into the app's README. */
export async function writeReadme(results: BenchmarkResults, path: string = paths.readme): Promise<void> {
  await writeFileAtomic(path, withTables(await readFile(path, 'utf8'), resultTables(results)));
}
