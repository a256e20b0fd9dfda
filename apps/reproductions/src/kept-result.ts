import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Json } from '@autoencoders/core';
import { writeFileAtomic } from '@autoencoders/data/node';
import { DataError } from '@autoencoders/errors';

/**
 * The result in a file, or what `work` gives, which is then kept there.
 *
 * @throws {DataError} when the file is damaged.
 * @throws as `work`
 */
export async function keptResult<Result extends Json>(
  path: string,
  work: () => Promise<Result>,
): Promise<Result> {
  if (existsSync(path)) {
    try {
      return JSON.parse(await readFile(path, 'utf8')) as Result;
    } catch (error) {
      throw new DataError(`${path} is damaged: delete it, and it is worked out again`, { cause: error });
    }
  }
  const result = await work();
  await writeFileAtomic(path, `${JSON.stringify(result)}\n`);
  return result;
}
