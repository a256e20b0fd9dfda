import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { writeFileAtomic } from '@autoencoders/data/node';
import { DataError } from '@autoencoders/errors';

/** What to download, how to know it, and where it stays. */
export interface Download {
  readonly url: string;
  /** MD5 of the file in hexadecimal digits, as published beside it. */
  readonly md5: string;
  /** Where it is kept: read from there the next time. */
  readonly cache: string;
}

/**
 * A file from its cache, or downloaded into it, checked by MD5 either way; a damaged cache is downloaded again.
 *
 * @throws {DataError} when it cannot be downloaded, or is another file than expected.
 * @throws {StorageError} when the cache cannot be written.
 */
export async function checkedDownload({ url, md5, cache }: Download): Promise<Uint8Array> {
  const cached = await readFile(cache).catch(() => undefined);
  if (cached && md5Of(cached) === md5) return cached;
  const bytes = await downloaded(url);
  const found = md5Of(bytes);
  if (found !== md5) {
    throw new DataError(`${url} is damaged or another version: its MD5 is ${found}, expected ${md5}`);
  }
  await writeFileAtomic(cache, bytes);
  return bytes;
}

async function downloaded(url: string): Promise<Uint8Array> {
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`the server answers ${response.status} ${response.statusText}`);
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    const { message, cause } = error as Error;
    const reason = cause instanceof Error ? `${message}: ${cause.message}` : message;
    throw new DataError(`${url} cannot be downloaded (${reason}): get it otherwise, and give its path`, {
      cause: error,
    });
  }
}

function md5Of(bytes: Uint8Array): string {
  return createHash('md5').update(bytes).digest('hex');
}
