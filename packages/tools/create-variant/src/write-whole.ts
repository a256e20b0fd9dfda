import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Files } from './fill-templates.js';

/**
 * Writes files into a folder that is new or empty, and single files beside it, whole or not at all: all is staged
 * first and put in place by renaming; where that fails, nothing stays.
 *
 * @param beside texts by absolute path, in folders that exist; none of the files may exist
 */
export function writeWhole(folder: string, files: Files, beside: Files = new Map()): void {
  const isNew = !existsSync(folder);
  const parent = isNew ? dirname(folder) : folder;
  const madeParent = mkdirSync(parent, { recursive: true });
  const stage = join(parent, `.${basename(folder)}-${randomUUID().slice(0, 8)}`);
  const placed: string[] = [];
  try {
    for (const [path, text] of files) {
      mkdirSync(dirname(join(stage, path)), { recursive: true });
      writeFileSync(join(stage, path), text);
    }
    for (const [path, text] of beside) {
      writeFileSync(path, text, { flag: 'wx' });
      placed.push(path);
    }
    if (isNew) {
      renameSync(stage, folder);
      return;
    }
    // Somebody may stand in the empty folder, so it stays and is filled.
    for (const name of readdirSync(stage)) {
      renameSync(join(stage, name), join(folder, name));
      placed.push(join(folder, name));
    }
    rmSync(stage, { recursive: true });
  } catch (error) {
    for (const path of [stage, ...placed, ...(madeParent === undefined ? [] : [madeParent])]) {
      rmSync(path, { recursive: true, force: true });
    }
    throw error;
  }
}
