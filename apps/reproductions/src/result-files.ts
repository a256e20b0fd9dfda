import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomic } from '@autoencoders/data/node';
import { DataError } from '@autoencoders/errors';
import { paths } from './paths.js';
import { resultTables, withTables } from './readme-tables.js';
import type { StudyResult } from './study-result.js';

/** Writes the result of a study, whole or not at all, and drawings beside it. */
export async function writeResult(
  result: StudyResult,
  drawings: Readonly<Record<string, string>>,
  folder: string = paths.results,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, svg] of Object.entries(drawings)) {
    await writeFileAtomic(join(folder, `${result.name}-${name}.svg`), `${svg}\n`);
  }
  await writeFileAtomic(join(folder, `${result.name}.json`), `${JSON.stringify(result, undefined, 2)}\n`);
}

/**
 * Every result that is kept, by name.
 *
 * @throws {DataError} when one is no JSON.
 */
export async function readResults(folder: string = paths.results): Promise<StudyResult[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    names.map(async (name) => {
      try {
        return JSON.parse(await readFile(join(folder, name), 'utf8')) as StudyResult;
      } catch (error) {
        throw new DataError(`${join(folder, name)} is damaged: restore it, or run the study anew`, {
          cause: error,
        });
      }
    }),
  );
}

/** Puts the tables of all results into the README. */
export async function writeReadme(
  results: readonly StudyResult[],
  path: string = paths.readme,
): Promise<void> {
  await writeFileAtomic(path, withTables(await readFile(path, 'utf8'), resultTables(results)));
}
