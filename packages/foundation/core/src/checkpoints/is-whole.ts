import { readJson } from '../saving/json-files.js';
import { checkFiles, type Manifest } from '../saving/manifest.js';
import type { Files } from '../stores/store.js';

/** The file of a checkpoint that records the others. */
export const stateFile = 'state.json';

/** True when every file that a checkpoint records is there, undamaged. */
export function isWhole(files: Files, place: string): boolean {
  try {
    checkFiles(files, readJson<{ files: Manifest['files'] }>(files, stateFile, place).files, place);
    return true;
  } catch {
    return false;
  }
}
