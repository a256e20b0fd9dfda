import { ModelFormatError } from '@autoencoders/errors';
import { z } from 'zod';
import type { Json } from '../autoencoder.js';
import type { Files, StoredFiles } from '../stores/store.js';
import { checksum } from './checksum.js';
import { readJson } from './json-files.js';

/** `autoencoder.json`: what a saved model is, beside its networks. */
export interface Manifest {
  readonly format: 'autoencoder';
  readonly version: 1;
  /** The variant. */
  readonly kind: string;
  /** The options it was made with. */
  readonly options: { readonly [key: string]: Json };
  readonly inputShape: readonly number[];
  readonly latentShape: readonly number[];
  /** The networks by role: built from the options, or the caller's own. */
  readonly networks: { readonly [role: string]: 'built' | 'own' };
  /** How inputs were scaled, where that was saved. */
  readonly scaling?: Json;
  /** Whatever the caller saved beside it. */
  readonly metadata?: Json;
  /** Versions of what wrote it. */
  readonly versions: { readonly [name: string]: string };
  /** Length and CRC-32 of every other file. */
  readonly files: { readonly [path: string]: { readonly bytes: number; readonly crc32: string } };
}

/** The name of the manifest among a model's files. */
export const manifestFile = 'autoencoder.json';

/** Length and checksum of files, for a manifest. */
export function fileRecords(files: Iterable<readonly [string, Uint8Array]>): Manifest['files'] {
  return Object.fromEntries(
    [...files].map(([path, bytes]) => [path, { bytes: bytes.length, crc32: checksum(bytes) }]),
  );
}

/**
 * Checks that every file of a record is there, whole and undamaged.
 *
 * @throws {ModelFormatError} naming the file, and both sizes where they differ.
 */
export function checkFiles(files: Files, records: Manifest['files'], place: string): void {
  for (const [path, { bytes, crc32 }] of Object.entries(records)) {
    const found = files.get(path);
    if (!found) throw new ModelFormatError(`'${path}' is missing in ${place}`);
    if (found.length !== bytes) {
      throw new ModelFormatError(
        `'${path}' in ${place} has ${found.length} bytes, expected ${bytes}: it is cut short or damaged`,
      );
    }
    if (checksum(found) !== crc32)
      throw new ModelFormatError(`'${path}' in ${place} is damaged: its checksum differs`);
  }
}

/**
 * Reads what a saved model is, without loading it.
 *
 * @throws {ModelFormatError} when there is none, or it was written by something else.
 */
export async function readManifest(store: StoredFiles): Promise<Manifest> {
  return manifestOf(await filesOf(store), store.description);
}

/** All files of a store. @throws {ModelFormatError} when it is empty. */
export async function filesOf(store: StoredFiles): Promise<Files> {
  const files = await store.read();
  if (!files) throw new ModelFormatError(`there is no model in ${store.description}`);
  return files;
}

const schema = z.object({
  format: z.literal('autoencoder'),
  version: z.number(),
  kind: z.string(),
  options: z.record(z.string(), z.json()),
  inputShape: z.array(z.number()),
  latentShape: z.array(z.number()),
  networks: z.record(z.string(), z.enum(['built', 'own'])),
  scaling: z.json().optional(),
  metadata: z.json().optional(),
  versions: z.record(z.string(), z.string()),
  files: z.record(z.string(), z.object({ bytes: z.number(), crc32: z.string() })),
});

/** The manifest among files. @throws {ModelFormatError} when it is missing or of another format. */
export function manifestOf(files: Files, place: string): Manifest {
  const parsed = schema.safeParse(readJson(files, manifestFile, place));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ModelFormatError(
      `'${manifestFile}' in ${place} was not written by this library: ${issue?.path.join('.')}: ${issue?.message}`,
    );
  }
  if (parsed.data.version !== 1) {
    throw new ModelFormatError(
      `${place} has format version ${parsed.data.version}, this release reads version 1: update`,
    );
  }
  return parsed.data as Manifest;
}
