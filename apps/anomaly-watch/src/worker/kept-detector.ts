import { type Files, indexedDbStore, readJson } from '@autoencoders/core';
import { besideFile, detectorFiles, type KeptDetector } from './detector-files.js';
import type { Session } from './session.js';

const store = indexedDbStore('anomaly-watch/last');

/** Keeps the detector in this browser, in place of the one before. @returns why not, where the browser refuses */
export async function keepDetector(session: Session): Promise<string | undefined> {
  try {
    await store.write(await detectorFiles(session));
    return undefined;
  } catch (error) {
    return `The detector is not kept in this browser: ${error instanceof Error ? error.message : error}`;
  }
}

/** What is kept in this browser. */
export async function keptDetector(): Promise<KeptDetector | undefined> {
  return (await keptFiles())?.beside;
}

/** The files that are kept, and what is beside the detector's own. */
export async function keptFiles(): Promise<
  { readonly files: Files; readonly beside: KeptDetector } | undefined
> {
  const files = await store.read();
  if (!files?.has(besideFile)) return undefined;
  return { files, beside: readJson<KeptDetector>(files, besideFile, store.description) };
}

/** Drops what is kept. */
export async function forgetDetector(): Promise<void> {
  await store.write(new Map());
}
