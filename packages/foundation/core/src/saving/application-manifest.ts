import { ModelFormatError } from '@autoencoders/errors';
import { z } from 'zod';
import type { Json } from '../autoencoder.js';
import type { Files } from '../stores/store.js';
import { readJson } from './json-files.js';
import type { Manifest } from './manifest.js';

/** `application.json`: what a saved application is, beside its networks and the autoencoder it stands on. */
export interface ApplicationManifest {
  readonly format: 'autoencoder-application';
  readonly version: 1;
  /** The application: `'classifier'`. */
  readonly kind: string;
  /** The options it was made with. */
  readonly options: { readonly [key: string]: Json };
  /** Its own networks by role; those of the autoencoder are saved with the autoencoder. */
  readonly networks: readonly string[];
  /** Versions of what wrote it. */
  readonly versions: { readonly [name: string]: string };
  /** Length and CRC-32 of every other file that is its own. */
  readonly files: Manifest['files'];
}

/** The name of the manifest among an application's files. */
export const applicationFile = 'application.json';

/** The folder of the autoencoder among an application's files. */
export const autoencoderFolder = 'autoencoder';

const schema = z.object({
  format: z.literal('autoencoder-application'),
  version: z.literal(1),
  kind: z.string(),
  options: z.record(z.string(), z.json()),
  networks: z.array(z.string()),
  versions: z.record(z.string(), z.string()),
  files: z.record(z.string(), z.object({ bytes: z.number(), crc32: z.string() })),
});

/** The manifest among files. @throws {ModelFormatError} when it is missing or of another format. */
export function applicationManifestOf(files: Files, place: string): ApplicationManifest {
  const parsed = schema.safeParse(readJson(files, applicationFile, place));
  if (parsed.success) return parsed.data as ApplicationManifest;
  const [issue] = parsed.error.issues;
  throw new ModelFormatError(
    `'${applicationFile}' in ${place} was not written by this release: ${issue?.path.join('.')}: ${issue?.message}`,
  );
}
