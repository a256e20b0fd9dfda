import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** A name beside `path` for what is not yet complete. */
export function unfinishedName(path: string): string {
  return join(dirname(path), `.${basename(path)}.${process.pid}.unfinished`);
}

/** Writes a file whole or not at all: beside its place, flushed, then renamed into it. */
export function writeAtomically(path: string, content: string | Uint8Array): void {
  const unfinished = unfinishedName(path);
  try {
    const file = openSync(unfinished, 'w');
    try {
      writeFileSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}
