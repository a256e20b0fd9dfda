import { ModelFormatError } from '@autoencoders/errors';
import type { Files } from '../stores/store.js';

/** A value as the bytes of a JSON file. */
export function jsonBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, undefined, 2)}\n`);
}

/**
 * A file of a set.
 *
 * @throws {ModelFormatError} when it is missing.
 */
export function fileOf(files: Files, path: string, place: string): Uint8Array {
  const bytes = files.get(path);
  if (!bytes) throw new ModelFormatError(`'${path}' is missing in ${place}`);
  return bytes;
}

/**
 * The value of a JSON file.
 *
 * @throws {ModelFormatError} when it is missing or not JSON.
 */
export function readJson<Value>(files: Files, path: string, place: string): Value {
  const bytes = fileOf(files, path, place);
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as Value;
  } catch (error) {
    throw new ModelFormatError(`'${path}' in ${place} is not JSON: ${(error as Error).message}`);
  }
}
